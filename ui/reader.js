// Reading a citation in its document: a panel beside the conversation on a wide screen, a sheet over it on a phone.
// Any link with data-read opens there; without scripts, or in a new window, it is an ordinary page.
(() => {
  const wide = matchMedia("(min-width: 900px)");
  const BESIDE = 600; // pixels: the panel is wide enough for outline and text, as in reader.css
  const words = () => JSON.parse(document.querySelector(".masthead")?.dataset.words ?? "{}");
  let panel, opener, request, turning;

  function build() {
    panel = document.createElement("dialog");
    panel.id = "reader";
    panel.setAttribute("aria-labelledby", "reader-title");
    panel.innerHTML =
      '<div class="bar"><span class="count" role="status"></span><button type="button" class="step previous">‹</button>' +
      '<button type="button" class="step next">›</button><span class="space"></span>' +
      '<a class="window" target="_blank" rel="noopener"></a><button type="button" class="close">✕</button></div>' +
      '<div class="content"></div>';
    document.body.append(panel);
    panel.addEventListener("close", closed);
    panel.addEventListener("click", (event) => {
      // On the dimmed ground beside the sheet.
      if (event.target === panel) return panel.close();
      const button = event.target.closest("button");
      if (button?.matches(".close")) panel.close();
      else if (button?.matches(".previous")) step(-1);
      else if (button?.matches(".next")) step(1);
    });
  }

  function name(selector, text) {
    const element = panel.querySelector(selector);
    element.setAttribute("aria-label", text);
    element.title = text;
  }

  // The citations of the same answer, in their order.
  function siblings() {
    return [...(opener?.closest(".turn")?.querySelectorAll(".citation a.open") ?? [])];
  }

  function indexOf(links) {
    return links.findIndex((link) => link.getAttribute("href") === opener.getAttribute("href"));
  }

  function step(by) {
    const links = siblings();
    const next = links[indexOf(links) + by];
    if (next) open(next, { moved: true });
  }

  function showCount() {
    const links = siblings();
    const index = indexOf(links);
    const several = index >= 0;
    panel.querySelector(".count").textContent = several
      ? words().count.replace("{number}", links[index].dataset.number).replace("{count}", links.length)
      : "";
    panel.querySelectorAll(".step").forEach((button) => (button.hidden = !several || links.length < 2));
    panel.querySelector(".previous").disabled = index <= 0;
    panel.querySelector(".next").disabled = index >= links.length - 1;
  }

  function markOpener() {
    document.querySelectorAll(".marker[aria-expanded]").forEach((old) => old.removeAttribute("aria-expanded"));
    const href = opener.getAttribute("href");
    opener.closest(".turn")?.querySelectorAll(".marker").forEach((marker) => {
      if (marker.getAttribute("href") === href) marker.setAttribute("aria-expanded", "true");
    });
  }

  async function open(link, { moved = false } = {}) {
    if (!panel) build();
    if (!link.closest("#reader")) opener = link;
    hideTip();
    name(".close", words().close);
    name(".previous", words().previous);
    name(".next", words().next);
    const away = panel.querySelector(".window");
    away.textContent = words().window;
    away.href = link.getAttribute("href");
    if (!panel.open) wide.matches ? panel.show() : panel.showModal();
    document.body.classList.add("reading");
    if (opener) {
      showCount();
      markOpener();
    }
    await load(link.getAttribute("href"), moved);
  }

  async function load(address, moved) {
    request?.abort();
    request = new AbortController();
    const content = panel.querySelector(".content");
    const pending = setTimeout(() => tell(content, words().loading), 300);
    try {
      const response = await fetch(`${address.split("#")[0]}&part=true`, { signal: request.signal });
      const html = await response.text();
      clearTimeout(pending);
      if (response.ok || response.status === 404) content.innerHTML = html;
      else tell(content, words().failed);
    } catch (error) {
      clearTimeout(pending);
      if (error.name === "AbortError") return;
      tell(content, words().failed);
    }
    // A narrow panel shows the text first; its outline opens on demand.
    if (panel.clientWidth < BESIDE) content.querySelector(".outline details")?.removeAttribute("open");
    arrive(content, moved);
  }

  function tell(content, sentence) {
    const line = Object.assign(document.createElement("p"), { className: "pending", textContent: sentence });
    line.setAttribute("role", "status");
    content.replaceChildren(line);
  }

  function arrive(content, moved) {
    const cited = content.querySelector(".cited");
    const mark = content.querySelector("mark") ?? cited;
    centre(mark);
    const here = content.querySelector(".outline [aria-current]");
    const outline = here?.closest(".outline");
    if (outline) outline.scrollTop = here.offsetTop - outline.clientHeight / 3;
    // Focus follows into the document, but stays on the arrows of someone who pages through the citations.
    if (!moved) (cited ?? panel.querySelector(".close")).focus({ preventScroll: true });
  }

  function centre(target) {
    const pages = target?.closest(".pages");
    if (!pages) return;
    const room = Math.max(0, (pages.clientHeight - target.getBoundingClientRect().height) / 2);
    pages.scrollTop += target.getBoundingClientRect().top - pages.getBoundingClientRect().top - Math.min(room, 160);
  }

  function closed() {
    if (turning) return (turning = false);
    document.body.classList.remove("reading");
    request?.abort();
    const marker = document.querySelector(".marker[aria-expanded]");
    document.querySelectorAll(".marker[aria-expanded]").forEach((old) => old.removeAttribute("aria-expanded"));
    (opener?.isConnected ? opener : marker)?.focus();
    opener = undefined;
  }

  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    const entry = event.target.closest("#reader .outline a[data-anchor]");
    const link = event.target.closest("#chat a[data-read], #reader a[data-read]");
    if (entry) {
      event.preventDefault();
      const here = panel.querySelector(`.paragraph[data-anchor="${CSS.escape(entry.dataset.anchor)}"]`);
      if (!here) return open(entry);
      here.scrollIntoView({ block: "start" });
      here.setAttribute("tabindex", "-1");
      here.focus({ preventScroll: true });
      if (panel.clientWidth < BESIDE) entry.closest("details").open = false;
    } else if (link) {
      event.preventDefault();
      open(link);
    }
  });

  // The panel beside the conversation is not modal; Escape closes it from anywhere, the hint of a marker first.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    if (tip && !tip.hidden) hideTip();
    else if (panel?.open) {
      event.preventDefault();
      panel.close();
    }
  });

  wide.addEventListener("change", () => {
    if (!panel?.open) return;
    turning = true;
    panel.close();
    wide.matches ? panel.show() : panel.showModal();
  });

  document.addEventListener("policy:anew", () => panel?.open && panel.close());

  // The quotation beside a marker, on hover and on focus (WCAG 2.2, 1.4.13: it stays under the pointer, Escape hides it).
  let tip, timer;

  function showTip(marker) {
    const card = document.getElementById(marker.dataset.card);
    const quote = card?.querySelector("mark")?.textContent;
    if (!quote) return;
    if (!tip) {
      tip = Object.assign(document.createElement("div"), { id: "quote-tip" });
      tip.setAttribute("role", "tooltip");
      tip.addEventListener("mouseenter", () => clearTimeout(timer));
      tip.addEventListener("mouseleave", () => hideSoon());
      document.body.append(tip);
    }
    const place = [card.querySelector("cite")?.textContent, card.querySelector(".label")?.textContent];
    const where = Object.assign(document.createElement("b"), { textContent: place.filter(Boolean).join(" ") });
    const said = Object.assign(document.createElement("span"), { textContent: quote, lang: "zh-CN" });
    tip.replaceChildren(where, said);
    tip.hidden = false;
    document.querySelectorAll("[aria-describedby=quote-tip]").forEach((old) => old.removeAttribute("aria-describedby"));
    marker.setAttribute("aria-describedby", "quote-tip");
    const box = marker.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : box.bottom + 8}px`;
  }

  function hideTip() {
    clearTimeout(timer);
    if (tip) tip.hidden = true;
    document.querySelectorAll("[aria-describedby=quote-tip]").forEach((old) => old.removeAttribute("aria-describedby"));
  }

  function hideSoon() {
    clearTimeout(timer);
    timer = setTimeout(hideTip, 200);
  }

  const marker = (event) => event.target.closest?.("#chat .marker");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || !marker(event)) return;
    clearTimeout(timer);
    const hovered = marker(event);
    timer = setTimeout(() => hovered.isConnected && showTip(hovered), 120);
  });
  document.addEventListener("pointerout", (event) => event.pointerType === "mouse" && marker(event) && hideSoon());
  document.addEventListener("focusin", (event) => {
    // By keyboard only: a tap on a phone opens the document at once.
    if (marker(event)?.matches(":focus-visible")) showTip(marker(event));
  });
  document.addEventListener("focusout", (event) => marker(event) && hideSoon());
  document.addEventListener("scroll", hideTip, { passive: true, capture: true });
})();
