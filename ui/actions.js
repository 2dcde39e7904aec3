// What a browser does by itself with an answer: fold, copy, share, judge; and what it says when the connection is gone.
(() => {
  const words = () => JSON.parse(document.querySelector(".masthead")?.dataset.words ?? "{}");

  // A redraw resets attributes, so what someone did is kept here and done again after it.
  const unfolded = new Set();
  const judged = new Map();

  function fold(button, open) {
    button.closest(".citation").classList.toggle("whole", open);
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? button.dataset.less : button.dataset.more;
  }

  function say(button, sentence) {
    button.dataset.name ??= button.textContent;
    button.textContent = sentence;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => (button.textContent = button.dataset.name), 2500);
  }

  async function copy(button) {
    const link = new URL(location.pathname, location.origin);
    if (button.dataset.share) link.searchParams.set("q", button.dataset.share);
    const text = button.dataset.share ? link.href : button.dataset.copy;
    say(button, (await write(text)) ? button.dataset.done : button.dataset.failed);
  }

  async function write(text) {
    // Browsers give the clipboard only to https; a school's own network often has none.
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).then(() => true, () => false);
    }
    const area = Object.assign(document.createElement("textarea"), { value: text });
    area.style.position = "fixed";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  async function judge(thumbs, thumb, reason) {
    let sentence = thumbs.dataset.failed;
    try {
      const response = await fetch("feedback", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ answer: thumbs.dataset.answer, thumb, reason }),
      });
      if (response.ok) {
        judged.set(thumbs.dataset.answer, { thumb, explained: Boolean(reason) });
        sentence = reason ? thumbs.dataset.thanksForReason : thumbs.dataset.thanks;
      }
    } catch {
      // No connection: the sentence says that nothing was kept.
    }
    showJudgement(thumbs);
    thumbs.querySelector(".told").textContent = sentence;
  }

  function showJudgement(thumbs) {
    const judgement = judged.get(thumbs.dataset.answer);
    if (!judgement) return;
    const form = thumbs.querySelector(".reason");
    thumbs.querySelectorAll(".thumb").forEach((button) => {
      const chosen = button.dataset.thumb === judgement.thumb;
      button.setAttribute("aria-pressed", String(chosen));
      if (chosen) form.querySelector("label").textContent = button.dataset.reason;
    });
    form.hidden = judgement.explained;
  }

  document.addEventListener("click", (event) => {
    const goal = event.target.closest("#chat [data-goto]");
    const button = event.target.closest("#chat button");
    if (goal) {
      event.preventDefault();
      const target = document.getElementById(goal.dataset.goto);
      target?.focus({ preventScroll: true });
      target?.scrollIntoView({ block: "center" });
    } else if (button?.matches(".fold")) {
      const card = button.closest(".citation");
      const open = !card.classList.contains("whole");
      open ? unfolded.add(card.id) : unfolded.delete(card.id);
      fold(button, open);
    } else if (button?.matches(".copy")) {
      copy(button);
    } else if (button?.matches(".thumb")) {
      judge(button.closest(".thumbs"), button.dataset.thumb, "");
    } else if (button?.matches(".programs")) {
      // Gradio's own page about the endpoints hangs on its footer, which this page does not show.
      document.querySelector("footer .show-api")?.click();
    } else if (button?.matches("#ask, .example")) {
      follows = button.matches(".example") && event.detail === 0; // 0: pressed by a key, not by a pointer
      expectAnswer();
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("#chat .reason");
    if (!form) return;
    event.preventDefault();
    const thumbs = form.closest(".thumbs");
    const reason = form.querySelector("input").value.trim();
    if (reason) judge(thumbs, judged.get(thumbs.dataset.answer).thumb, reason);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.closest?.("#question")) expectAnswer();
  });

  document.addEventListener("policy:redraw", ({ detail: part }) => {
    unfolded.forEach((id) => {
      const button = part.querySelector(`#${CSS.escape(id)} .fold`);
      if (button) fold(button, true);
    });
    part.querySelectorAll(".thumbs").forEach(showJudgement);
    if (part.closest("#current")) followQuestion(part);
    if (part.querySelector(".masthead")) tellLength();
    if (part.closest("#current")) forgetDraft(part);
    // A shared question has been asked: loading the page again must not ask it once more.
    if (part.querySelector(".turn") && new URLSearchParams(location.search).has("q")) {
      const address = new URL(location.href);
      address.searchParams.delete("q");
      history.replaceState(history.state, "", address);
    }
  });

  // Who asks by keyboard with an example loses the button under the focus: it goes on to the new question, beside which
  // the markers are.
  let follows = false;

  function followQuestion(part) {
    const question = part.querySelector(".turn .question");
    if (!question || !follows || document.activeElement !== document.body) return;
    question.setAttribute("tabindex", "-1");
    question.focus({ preventScroll: true });
  }

  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(".question")) follows = false;
  });

  document.addEventListener("policy:anew", () => {
    unfolded.clear();
    document.querySelector("#question textarea")?.focus();
  });

  // What is typed outlives the page being loaded anew, which Gradio does after a lost connection.
  const DRAFT = "policy-answers-draft";

  document.addEventListener("input", ({ target }) => {
    if (!target.closest?.("#question")) return;
    tellLength();
    if (target.value) sessionStorage.setItem(DRAFT, target.value);
    else sessionStorage.removeItem(DRAFT);
  });

  // A question is safe once its reply is whole: the browser then keeps both. What was typed meanwhile is another.
  function forgetDraft(part) {
    const question = part.querySelector(".turn[data-busy=false] .question")?.lastChild.textContent;
    if (question === sessionStorage.getItem(DRAFT)?.trim()) sessionStorage.removeItem(DRAFT);
  }

  // Gradio draws the box anew while the page is being set up, so what was typed is put back for a moment.
  function restoreDraft(times = 8) {
    const box = document.querySelector("#question textarea");
    const typed = sessionStorage.getItem(DRAFT);
    if (!typed || !times || document.querySelector(".turn[data-busy=true]")) return;
    if (box && !box.value) {
      box.value = typed;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    setTimeout(() => restoreDraft(box ? times - 1 : times), 250);
  }
  restoreDraft();

  // The connection. Gradio's own notices are in English and speak of technical matters; this page says it itself.
  const PATIENCE = 4000; // milliseconds, far beyond what the server takes to say that it is looking
  let watching = 0;

  function tell(sentence, id = "connection", role = "alert") {
    let line = document.getElementById(id);
    if (!line) {
      line = Object.assign(document.createElement("p"), { id, className: "hint" });
      line.setAttribute("role", role);
      document.querySelector("#chat #composer")?.prepend(line);
    }
    line.hidden = !sentence;
    if (line.textContent !== sentence) line.textContent = sentence;
  }

  async function check() {
    if (!navigator.onLine) return tell(words().offline);
    try {
      await fetch("healthz", { cache: "no-store" });
      tell("");
      return true;
    } catch {
      tell(words().unreachable);
    }
  }

  // That a question is too long is told as it is typed, and no longer once it is short enough; what the server said of
  // it then counts no more. Characters are counted as the server does: blanks around it are none.
  function tellLength() {
    const box = document.querySelector("#question textarea");
    const { tooLong, limit } = words();
    if (!box || !limit) return;
    const count = [...box.value.trim()].length;
    const sentence = count > Number(limit) ? tooLong.replace("{count}", count).replace("{limit}", limit) : "";
    if (sentence || document.getElementById("length")) tell(sentence, "length", "status");
    if (box.value) document.getElementById("composer")?.classList.add("measured");
  }

  // Looks after a question until its answer is whole, and after a lost connection until it is back.
  async function look() {
    const waiting = document.querySelector("#current .turn[data-busy=true]");
    const reached = await check();
    watching = reached && !waiting ? 0 : setTimeout(look, PATIENCE);
  }

  function expectAnswer() {
    clearTimeout(watching);
    watching = setTimeout(look, PATIENCE);
  }

  window.addEventListener("offline", () => tell(words().offline));
  window.addEventListener("online", look);
})();
