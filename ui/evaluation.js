// Gradio calls this once a part of the evaluation page (`element`), with `trigger` and `watch`.
const ticked = () => [...element.querySelectorAll("input:checked")].map((box) => box.value);

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches(".read")) {
    trigger("read", { run: button.dataset.run });
  } else if (button?.matches(".compare")) {
    const runs = ticked();
    element.querySelector(".told").textContent = runs.length === 2 ? "" : button.dataset.two;
    if (runs.length === 2) trigger("compare", { runs });
  }
});

function afterRedraw() {
  const masthead = element.querySelector(".masthead");
  if (masthead) {
    document.documentElement.lang = masthead.dataset.htmlLanguage;
    document.title = masthead.dataset.title;
    element.querySelectorAll(".switch a").forEach((link) =>
      link.addEventListener("click", () => {
        const language = new URL(link.href).searchParams.get("lang");
        document.cookie = `lang=${language};path=/;max-age=31536000;samesite=lax`;
      }),
    );
  }
  const title = element.querySelector(".viewer h2");
  if (title) {
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start" });
  }
}

watch("value", afterRedraw);
afterRedraw();
