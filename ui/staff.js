// What happens in the browser on the staff pages: one delegated handler for each part of the page (`element`).
// Gradio calls this once a part, with `trigger` (send an event) and `watch` (after each redraw).
const EVENTS = [
  "filter", "clear", "turn", "open", "next", "back", "review", "switch", "reindex", "undo", "restore", "remove",
];

function send(name, data) {
  if (EVENTS.includes(name)) trigger(name, data);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button || button.disabled) return;
  if (button.matches(".language")) {
    document.cookie = `lang=${button.dataset.language};path=/;max-age=31536000;samesite=lax`;
    nameInAddress("lang", ""); // which would count before the choice
    send("switch", { language: button.dataset.language });
  } else if (button.matches("[data-close]")) {
    button.closest("details").open = false;
  } else if (button.matches(".marker")) {
    event.preventDefault();
    const target = document.getElementById(button.hash.slice(1));
    target?.scrollIntoView({ block: "center" });
    target?.classList.add("reached");
  } else if (button.dataset.event) {
    send(button.dataset.event, { ...button.dataset });
  }
});

element.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-event]");
  if (!form) return; // signing out is an ordinary form
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  if (event.submitter?.name) fields[event.submitter.name] = event.submitter.value;
  send(form.dataset.event, fields);
});

// Choosing in a filter needs no button; typing is over with Enter.
element.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form && !event.target.matches("[type=search], [type=text]")) form.requestSubmit();
});

// Keys belong to the page as a whole; the part that shows the answer listens for them.
if (element.closest("#review-answer")) {
  document.addEventListener("keydown", (event) => {
    if (!element.closest(".columns")?.parentElement?.offsetParent || event.altKey || event.metaKey) return;
    const form = element.querySelector("form.review");
    if (event.ctrlKey) {
      if (event.key === "Enter" && form) form.requestSubmit(form.querySelector("button[value=next]"));
      return;
    }
    if (event.target.closest("textarea, select, input:not([type=radio])")) return;
    if (event.key.toLowerCase() === "n") {
      event.preventDefault();
      send("next", {});
    } else if (/^[1-5]$/.test(event.key) && form) {
      form.querySelectorAll("input[name=verdict]")[Number(event.key) - 1].click();
    }
  });
}

// The address names the answer that is open, so that it opens again after the page was loaded anew or someone signed in.
function nameAnswer(form) {
  nameInAddress("answer", form ? form.elements.number.value : "");
}

function nameInAddress(name, value) {
  const address = new URL(location.href);
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

let shown = "";

function afterRedraw() {
  const masthead = element.querySelector(".masthead");
  if (masthead) {
    document.documentElement.lang = masthead.dataset.htmlLanguage;
    document.title = masthead.dataset.title;
    // When the session ends the page leaves of itself, not at the next click with work in it half done.
    clearTimeout(window.staffSessionEnds);
    const left = Number(masthead.dataset.ends) * 1000 - Date.now();
    if (left > 0) window.staffSessionEnds = setTimeout(() => location.reload(), Math.min(left + 1000, 2 ** 31 - 1));
  }
  document.dispatchEvent(new CustomEvent("staff:redraw", { detail: element }));
  const detail = element.querySelector(".detail");
  if (!detail) return;
  if (element.closest("#review-answer")) nameAnswer(detail.querySelector("form.review"));
  const columns = detail.closest(".columns");
  columns?.classList.toggle("opened", !detail.matches(".empty"));
  const heading = detail.querySelector("h2")?.textContent ?? "";
  if (heading !== shown) {
    shown = heading;
    if (heading) {
      detail.querySelector("h2").focus({ preventScroll: true });
      // On a phone the answer takes the place of the list, and begins at its top.
      if (window.innerWidth < 900) columns?.scrollIntoView({ block: "start" });
      else detail.scrollTo?.(0, 0);
    }
  }
  detail.querySelector(".told.bad")?.scrollIntoView({ block: "nearest" });
}

watch("value", afterRedraw);
afterRedraw();
