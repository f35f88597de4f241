// Wakes the islands and brings readers to the search field by one key.
// Pages are complete without it: it decides only when WebAssembly is loaded, never what a page says.

// The page tells opening hours in the reader's time zone; only the browser knows it. What the reader chose stays; what was guessed here
// before moves with them.
const [zone] = /(?<=(?:^|; )tz=)[^;]*/.exec(document.cookie) ?? [];
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
let guesses = {};
try {
  guesses = localStorage;
} catch {}
if (zone === undefined || (zone === guesses.tz && zone !== timeZone)) {
  guesses.tz = timeZone;
  document.cookie = `tz=${timeZone}; Path=/; SameSite=Lax`;
  // The contact desk tells times: it is fetched again in the reader's. Not where cookies are refused, or after a form.
  if (document.cookie.includes(`tz=${timeZone}`) && document.getElementById("time-zone") && !location.hash) location.reload();
}

const script = document.querySelector("script[data-wasm]");
const root = document.documentElement;
let waking;

// Loads the islands once. After a failure the page stays as the server sent it, and the next touch tries again.
function wake() {
  if (!script || !document.querySelector("leptos-island")) return;
  waking ??= load().catch((error) => {
    waking = undefined;
    console.warn("The islands could not be loaded.", error);
  });
}

async function load() {
  const islands = await import(script.dataset.js);
  await islands.default({ module_or_path: script.dataset.wasm });
  islands.hydrate();
  await hydrate(document.body, islands, undefined);
  root.dataset.hydrated = "";
}

// An island comes to life before its children. What was passed to an island as its children stands in <leptos-children>;
// an island in there first gets the context of the island around it, by the function that one left on the element.
async function hydrate(element, islands, context) {
  const tag = element.localName;
  if (tag === "leptos-island") {
    const island = islands[element.dataset.component];
    if (island) {
      context?.();
      await island(element);
    } else {
      console.warn("No island is called " + element.dataset.component);
    }
  }
  const inner = tag === "leptos-children" ? element.$$on_hydrate : context;
  for (const child of [...element.children]) await hydrate(child, islands, inner);
}

function editable(element) {
  return element?.isContentEditable || /^(input|select|textarea)$/.test(element?.localName);
}

function onKey(event) {
  const key = event.key.toLowerCase();
  const command = key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const slash = key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !editable(event.target);
  if (event.defaultPrevented || event.isComposing || !(command || slash)) return;
  const field = [...document.querySelectorAll("input[data-search]")].find((input) => input.getClientRects().length);
  // Where the page shows no field, its icon leads to one.
  const icon = document.querySelector(".tool-search");
  if (!field && !icon) return;
  event.preventDefault();
  if (!field) return icon.click();
  field.focus();
  field.select();
  wake();
}

// The list of suggestions may scroll: what the arrow keys reach comes into view.
function onArrow(event) {
  if (!event.key.startsWith("Arrow")) return;
  requestAnimationFrame(() => {
    const id = event.target.getAttribute?.("aria-activedescendant");
    if (id) document.getElementById(id).scrollIntoView({ block: "nearest" });
  });
}

function onTouch(event) {
  if (event.target.closest?.("leptos-island")) wake();
}

for (const type of ["pointerover", "pointerdown", "touchstart", "focusin"]) {
  document.addEventListener(type, onTouch, { passive: true });
}
document.addEventListener("keydown", onKey);
document.addEventListener("keydown", onArrow);
if (document.activeElement?.closest("leptos-island")) wake();
