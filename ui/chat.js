// What happens in the browser: one delegated handler for each part of the page (`element`).
// Gradio calls this once a part, with `trigger` (send an event) and `watch` (after each redraw).
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// Paragraphs someone unfolded; a redraw resets attributes, so they are unfolded again after it.
const unfolded = new Set();

function fold(button, open) {
  button.closest(".citation").classList.toggle("whole", open);
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? button.dataset.less : button.dataset.more;
}

function goTo(id) {
  const target = document.getElementById(id);
  if (!target) return;
  document.querySelectorAll(".reached").forEach((old) => old.classList.remove("reached"));
  target.classList.add("reached");
  target.focus({ preventScroll: true });
  target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "center" });
}

element.addEventListener("click", (event) => {
  const goal = event.target.closest("[data-goto]");
  const button = event.target.closest("button");
  if (goal) {
    event.preventDefault();
    goTo(goal.dataset.goto);
  } else if (button?.matches(".fold")) {
    const card = button.closest(".citation");
    const open = !card.classList.contains("whole");
    open ? unfolded.add(card.id) : unfolded.delete(card.id);
    fold(button, open);
  } else if (button?.matches(".example")) {
    trigger("example", { question: button.dataset.question });
  } else if (button?.matches(".language")) {
    document.cookie = `lang=${button.dataset.language};path=/;max-age=31536000;samesite=lax`;
    trigger("switch", { language: button.dataset.language });
  }
});

let newest = "";

function afterRedraw() {
  const masthead = element.querySelector(".masthead");
  if (masthead) {
    document.documentElement.lang = masthead.dataset.htmlLanguage;
    document.title = masthead.dataset.title;
  }
  unfolded.forEach((id) => {
    const button = element.querySelector(`#${CSS.escape(id)} .fold`);
    if (button) fold(button, true);
  });
  // A new question comes to the top of the window, its answer grows below it.
  const turn = element.closest("#current")?.querySelector(".turn");
  if (turn && turn.id !== newest) {
    newest = turn.id;
    turn.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  }
}

// Screen readers read out an answer when it has come.
element.closest("#current")?.setAttribute("aria-live", "polite");
watch("value", afterRedraw);
afterRedraw();
