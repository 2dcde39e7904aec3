// A review that was not saved outlives the session, a redraw, and the page being loaded anew: it is kept in this browser,
// for the person who wrote it, until the server says that it was saved.
(() => {
  const KEPT = "policy-review";

  function keyOf(number) {
    const person = document.querySelector("#staff .account .name")?.textContent ?? "";
    return `${KEPT}:${person}:${number}`;
  }

  function read(form) {
    const fields = new FormData(form);
    fields.delete("seen"); // which review the page showed is no part of what someone wrote
    return JSON.stringify(Object.fromEntries(fields));
  }

  function restore(form) {
    const key = keyOf(form.elements.number.value);
    const kept = localStorage.getItem(key);
    if (!kept) return;
    if (kept === read(form)) return localStorage.removeItem(key);
    for (const [name, value] of Object.entries(JSON.parse(kept))) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    form.querySelector(".restored").hidden = false;
  }

  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.("form.review");
    if (form) localStorage.setItem(keyOf(form.elements.number.value), read(form));
  });

  document.addEventListener("staff:redraw", ({ detail: part }) => {
    const saved = part.querySelector(".detail[data-saved]")?.dataset.saved;
    // Where something went wrong after it was saved, what was typed is wanted again.
    if (saved && !part.querySelector(".told.bad")) localStorage.removeItem(keyOf(saved));
    const form = part.querySelector("form.review");
    if (form) restore(form);
  });
})();
