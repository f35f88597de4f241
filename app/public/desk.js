// The desk's keys, presence at a case, and articles put into the answer. Loaded at the desk alone; every page works without it.
const script = document.querySelector("script[data-queue]");
const page = document.querySelector("[data-desk-case]");
const find = (selector) => document.querySelector(selector);
const rows = () => [...document.querySelectorAll(page ? ".timeline > li" : ".queue-link")];
let unsent = false;

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function focus(selector, panel) {
  const details = panel && find(panel);
  if (details) details.open = true;
  const field = find(selector);
  if (!field) return;
  field.focus();
  field.scrollIntoView({ block: "center" });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  r: () => focus("#text"),
  n: () => focus("#note"),
  a: () => focus("#assignee"),
  s: () => focus("#outcome", "#resolve"),
  u: () => { if (page) location.assign(script.dataset.queue); },
  "/": () => focus("#queue-search"),
  "?": () => help.showModal(),
};

// The browser's own modal dialog: it takes the focus and gives it back, and Escape closes it.
const help = find("#keys");
find(".desk-keys-open a").addEventListener("click", (event) => {
  event.preventDefault();
  help.showModal();
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("input, textarea, select")) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches("input, textarea, select, [contenteditable]")) return;
  if (help.open) return event.key === "?" && help.close();
  const key = keys[event.key];
  if (!key || (event.key === "/" && !find("#queue-search"))) return;
  event.preventDefault();
  event.stopPropagation();
  key();
}, true);

if (page) {
  // A way to a form that is folded opens it.
  addEventListener("click", (event) => {
    const to = event.target.closest(".case-ways a")?.hash;
    if (to && find(to).localName === "details") find(to).open = true;
  });
  const url = location.pathname + "/presence";
  const writing = () => ["text", "note", "closing"].some((id) => find("#" + id)?.value.trim());
  const say = (state) => navigator.sendBeacon(url, new URLSearchParams({ state }));
  const here = () => { if (!document.hidden) say(writing() ? "writing" : "looking"); };
  let said = 0;
  here();
  setInterval(here, 20000);
  addEventListener("input", () => {
    unsent = writing();
    if (Date.now() - said > 5000) { said = Date.now(); here(); }
  });
  addEventListener("pagehide", () => say("gone"));
  addEventListener("submit", () => { unsent = false; });
  addEventListener("beforeunload", (event) => { if (unsent) event.preventDefault(); });
  addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const text = find("#text");
    if (!button || !text) return;
    event.preventDefault();
    const link = `${button.dataset.title}: ${location.origin}${button.dataset.insert}`;
    const before = text.value && !text.value.endsWith("\n") ? "\n" : "";
    text.setRangeText(before + link + "\n", text.selectionEnd, text.selectionEnd, "end");
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
