// Whose session ended while the page was open is asked to sign in at the next click, instead of nothing happening: the page
// loads anew, and its address leads over the form and back.
(() => {
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const answer = await ask(...request);
    if (answer.status === 401) location.reload();
    return answer;
  };
})();
