// Keeps parts of a page up to date while it stands open: an element with `data-live` names where news are told (server-sent events) and
// `data-fragment` where its own content is fetched anew, as a fragment or, with `data-select`, as a part of a page. Where no news get through
// it asks all the same, as often as the operator says (`live_poll_s`).
const POLL = document.getElementById("live-script").dataset.pollS * 1000;
const parts = [...document.querySelectorAll("[data-live]")];
const said = document.createElement("div");
said.setAttribute("role", "status");
said.className = "visually-hidden";
document.body.append(said);
let source, timer, heard = false;

// Times are written in UTC; here they are told by the reader's clock, which only the browser knows.
function clocks(root) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short",
  });
  for (const time of root.querySelectorAll("time[data-local]")) {
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
    time.removeAttribute("data-local");
  }
}

// The mark in the header says the same as the line about all services.
function mark(part, fragment, html) {
  const state = fragment.endsWith("/status/widget") && /status-(none|maintenance|minor|major|critical|unknown)\b/.exec(html);
  if (!state) return;
  for (const dot of document.querySelectorAll(".dot")) {
    dot.className = `dot status-${state[1]}`;
    dot.parentElement.querySelector("span span").textContent = part.textContent.trim();
  }
}

async function refresh(part) {
  const { fragment, select, say } = part.dataset;
  const turn = (part.turn = (part.turn ?? 0) + 1);
  const answer = await fetch(fragment, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Whoever asked later knows better.
  if (turn !== part.turn) return;
  const html = (select ? page.querySelector(select) : page.body)?.innerHTML;
  if (html === undefined || html === part.kept) return;
  part.kept = html;
  const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  part.innerHTML = html;
  clocks(part);
  [...part.querySelectorAll("details")].forEach((details, at) => (details.open = open[at] ?? details.open));
  if (focused) [...part.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
  mark(part, fragment, html);
  if (say) said.textContent = part.querySelector(say)?.textContent ?? "";
}

// When something changes, thousands of open pages hear of it at once: each waits a little, by chance.
function soon() {
  clearTimeout(timer);
  timer = setTimeout(all, Math.random() * 1500);
}

function all() {
  clearTimeout(timer);
  for (const part of parts) refresh(part).catch(() => {});
  timer = setTimeout(all, POLL);
}

// A browser keeps few connections to a host: pages that nobody looks at give theirs back.
function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource(parts[0].dataset.live);
  source.onmessage = soon;
  // What was told while nobody listened is asked for.
  source.onopen = () => {
    if (heard) soon();
    heard = true;
  };
}

// As the browser writes it, so that what it fetches can be compared.
for (const part of parts) part.kept = part.innerHTML;
clocks(document);
if (parts.length) {
  document.addEventListener("visibilitychange", () => {
    listen();
    if (!document.hidden) all();
  });
  listen();
  timer = setTimeout(all, POLL);
}
