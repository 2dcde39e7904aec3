// What happens in one part of the page (`element`) and needs the server. Gradio calls this once a part, with
// `trigger` (send an event) and `watch` (after each redraw). What a browser does alone is in reader.js and actions.js.
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches(".example")) {
    trigger("example", { question: button.dataset.question });
  } else if (button?.matches(".language")) {
    document.cookie = `lang=${button.dataset.language};path=/;max-age=31536000;samesite=lax`;
    const address = new URL(location.href);
    address.searchParams.delete("lang"); // which would count before the choice
    history.replaceState(history.state, "", address);
    trigger("switch", { language: button.dataset.language });
  } else if (button?.matches(".anew")) {
    document.dispatchEvent(new Event("policy:anew"));
    trigger("anew");
  }
});

let newest = "";

function afterRedraw() {
  const masthead = element.querySelector(".masthead");
  if (masthead) {
    document.documentElement.lang = masthead.dataset.htmlLanguage;
    document.title = masthead.dataset.title;
  }
  const current = element.closest("#current");
  const turn = current?.querySelector(".turn");
  // Screen readers read out an answer when it is whole, not each time that it grows.
  current?.setAttribute("aria-busy", turn?.dataset.busy ?? "false");
  if (current && !turn) newest = "";
  // A new question comes to the top of the window, its answer grows below it.
  if (turn && turn.id !== newest) {
    newest = turn.id;
    turn.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  }
  document.dispatchEvent(new CustomEvent("policy:redraw", { detail: element }));
}

element.closest("#current")?.setAttribute("aria-live", "polite");
watch("value", afterRedraw);
afterRedraw();
