// The guided form, and files for a case, where scripts run: answers are kept while they are typed, what stands at the side follows them, and
// files are sent in pieces that go on where a dropped connection left them, secrets taken out of texts first. Everything works without it.

const grid = document.querySelector("[data-guided]");
const own = document.getElementById("form-script").dataset;
const saved = document.getElementById("saved");

// ── Answers ──────────────────────────────────────────────────────────────────────────────────────

const form = document.querySelector(".guided-form");
const side = document.getElementById("side");
const PATIENCE = 20_000;
// How often something was typed, and how much of that is kept; whether the form itself is on its way.
let typed = 0, kept = 0, left = false;
let timer, stop, refused, queue = Promise.resolve();

const tell = (word) => saved && (saved.textContent = word);

function fields() {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("action", "save");
  return fields;
}

// One after the other, so that what was typed earlier never comes after what was typed later.
function save() {
  clearTimeout(timer);
  return (queue = queue.then(keep));
}

async function keep() {
  if (kept === typed || left) return;
  const now = typed;
  stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(grid.dataset.guided, { method: "POST", body: fields(), signal: stop.signal });
    if (!answer.ok) throw Object.assign(new Error(answer.statusText), { status: answer.status });
    const html = await answer.text();
    [kept, refused] = [now, false];
    // What is pressed there is on its way already.
    if (!leaving && side.innerHTML !== html) replace(side, html);
    if (kept === typed) tell(saved?.dataset.saved);
  } catch (error) {
    if (left) return;
    refused = true;
    const { long, full, elsewhere, notSaved } = saved?.dataset ?? {};
    tell({ 409: elsewhere, 413: long, 507: full }[error.status] ?? notSaved);
    clearTimeout(timer);
    if (![409, 413].includes(error.status)) timer = setTimeout(save, 5000);
  } finally {
    clearTimeout(patience);
  }
}

// Whoever leaves by a link or by another form takes the last keystrokes along: the next page shows them.
let leaving = false;
function keepFirst(event, go) {
  if (kept === typed || left || leaving || event.defaultPrevented) return;
  event.preventDefault();
  leaving = true;
  Promise.race([save(), new Promise((done) => setTimeout(done, 3000))]).then(() => {
    go();
    leaving = false;
  });
}

function followed(event) {
  const link = event.target.closest?.("a[href]");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link?.target;
  const here = link?.hash && link.href === location.href.split("#")[0] + link.hash;
  if (link && !elsewhere && !here) keepFirst(event, () => location.assign(link.href));
}

// What stays the same is left alone, so that only a change is announced.
function replace(place, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  const old = place.querySelector("#priority");
  const next = fresh.querySelector("#priority");
  if (old && next) {
    if (old.innerHTML !== next.innerHTML) old.innerHTML = next.innerHTML;
    next.replaceWith(old);
  }
  place.replaceChildren(...fresh.childNodes);
}

function changed(event) {
  if (event.target.type === "file" || !form.contains(event.target)) return;
  typed++;
  if (!refused) tell("");
  clearTimeout(timer);
  timer = setTimeout(save, event.type === "change" ? 150 : 900);
}

// Evidence has nothing that is typed.
if (grid && form && side && !grid.dataset.guided.endsWith("/evidence")) {
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  addEventListener("click", followed);
  addEventListener("submit", (event) => {
    // The form brings what it keeps; what is discarded shall not come back.
    if (event.target !== form && event.submitter?.value !== "discard") return keepFirst(event, () => event.target.requestSubmit(event.submitter));
    left = true;
    clearTimeout(timer);
    stop?.abort();
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("beforeunload", (event) => kept !== typed && refused && !left && event.preventDefault());
  // A window that is closed waits for nothing: what is short enough still goes out.
  addEventListener("pagehide", () => kept !== typed && !left && navigator.sendBeacon(grid.dataset.guided, fields()));
  addEventListener("pageshow", () => (left = false));
}

// ── Files ────────────────────────────────────────────────────────────────────────────────────────

const words = document.getElementById("upload-words")?.dataset;
const MAX_BYTES = 25 * 1024 * 1024;
const MAX_FILES = 10;
const PIECE = 1024 * 1024;
// Texts are looked through; so is what has no ending that tells.
const TEXT = /\.(txt|log|csv|tsv|json|jsonl|har|eml|mbox|md|xml|html?|ya?ml|ini|conf|ics|svg|out|err|trace)$/i;
const OTHER = /\.(png|jpe?g|gif|webp|heic|heif|avif|bmp|tiff?|mp4|mov|webm|mkv|avi|m4v|pdf|zip|gz|tgz|bz2|xz|7z|tar|zst|docx?|xlsx?|pptx?|od[tsp])$/i;

function say(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

function row(rows, name) {
  const item = document.createElement("li");
  item.className = "file-row";
  const what = document.createElement("span");
  what.className = "file-what";
  what.append(element("span", "file-name", name), element("span", "file-size", ""));
  what.firstChild.dir = "auto";
  what.lastChild.setAttribute("role", "status");
  item.append(what);
  rows.append(item);
  return { item, tell: (text) => (what.lastChild.textContent = text) };
}

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function button(name, text, act) {
  const made = element("button", name, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

let redaction;
function redactor() {
  redaction ??= import(own.redactJs).then(async (module) => {
    await module.default({ module_or_path: own.redactWasm });
    return module;
  });
  redaction.catch(() => (redaction = undefined));
  return redaction;
}

// UTF-8, or UTF-16 that says so; other bytes are no text that can be looked through.
async function textOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(mark, { fatal: true }).decode(bytes);
  } catch {
    return TEXT.test(file.name) ? new TextDecoder("windows-1252").decode(bytes) : undefined;
  }
}

// The file to send, or nothing when its owner does not want to send it.
async function cleaned(file, { item, tell }) {
  if (OTHER.test(file.name) || !file.size) return file;
  tell(say(words.cleaning, file));
  const text = await textOf(file);
  if (text === undefined) return file;
  const { Cleaning } = await redactor();
  const cleaning = new Cleaning(text);
  const count = cleaning.count();
  if (!count) {
    tell(say(words.nothing, file));
    return file;
  }
  tell("");
  const kept = await ask(cleaning, count, file, item);
  if (!kept) return undefined;
  return new File([cleaning.text(new Uint32Array(kept))], file.name, { type: "text/plain" });
}

// Shows what was taken out, and waits for what its owner says.
function ask(cleaning, count, file, item) {
  return new Promise((done) => {
    const box = element("li", "removed", "");
    const title = element("p", "guided-side-title", say(words.cleaned, { name: file.name, count }));
    title.tabIndex = -1;
    const list = document.createElement("ul");
    for (let at = 0; at < count; at++) {
      const label = document.createElement("label");
      const check = document.createElement("input");
      check.type = "checkbox";
      check.value = at;
      const text = document.createElement("span");
      const [before, after] = words.keep.split("{value}");
      text.append(before, element("code", "", cleaning.shown(at)), after ?? "");
      label.append(check, text);
      const line = document.createElement("li");
      line.append(label);
      list.append(line);
    }
    const end = (kept) => {
      box.remove();
      done(kept);
    };
    const send = button("button", words.send, () => end([...list.querySelectorAll(":checked")].map((check) => Number(check.value))));
    const cancel = button("link-button", words.cancel, () => end(undefined));
    const actions = element("p", "panel-actions", "");
    actions.append(send, cancel);
    box.append(title, list, actions);
    item.after(box);
    title.focus();
  });
}

function metadata(name, beside) {
  const bytes = new TextEncoder().encode(name);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `filename ${base64}${beside ? "" : ",draft"}`;
}

async function tus(method, address, headers, body) {
  const answer = await fetch(address, { method, headers: { "Tus-Resumable": "1.0.0", ...headers }, body });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(problem.code), { status: answer.status, reason: problem.reason });
}

// What a fault says; a dropped connection, a busy server and a piece that came already are no end.
function fault(error) {
  if (error.message === "storage-full") return "noRoom";
  return { too_large: "tooLarge", too_many: "tooMany", full: "full", empty: "empty", program: "program", pretends: "pretends" }[error.reason];
}

// What is remembered of files that are on their way, by their address: a browser that remembers nothing sends them anew.
let marks = {};
try {
  marks = localStorage;
} catch (error) {
  console.info(error);
}

function remember(address, mark) {
  try {
    if (mark) marks[address] = mark;
  } catch (error) {
    console.info(error);
  }
}

// What tells a file from others of its name and size; nothing where the browser cannot say.
async function digest(file) {
  const bytes = await crypto.subtle?.digest("SHA-256", await file.arrayBuffer());
  return bytes && Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The address of a file that stopped half-way before this page was loaded. Another one in its place begins anew.
async function begun(file, rows, mark) {
  const halves = [...rows.children].filter((row) => row.dataset.half && Number(row.dataset.size) === file.size);
  const place = (row) => `/api/v1/uploads/${row.dataset.half}`;
  // The mark tells more than the name, which the server may have tidied.
  const goesOn = mark && halves.find((row) => marks[place(row)] === mark);
  const half = goesOn || halves.find((row) => row.querySelector(".file-name").textContent === file.name);
  if (!half) return undefined;
  const address = place(half);
  if (!goesOn) await tus("DELETE", address).catch((error) => error.status === 404 || Promise.reject(error));
  half.remove();
  return goesOn ? address : undefined;
}

// Sends a file and answers where it is.
async function send(file, shown, beside, rows) {
  const mark = await digest(file);
  let address = await patiently(file, shown, () => begun(file, rows, mark));
  const goesOn = Boolean(address);
  if (!goesOn) {
    const created = await patiently(file, shown, () => tus("POST", "/api/v1/uploads", { "Upload-Length": file.size, "Upload-Metadata": metadata(file.name, beside) }));
    address = created.headers.get("Location");
    remember(address, mark);
  }
  const progress = document.createElement("progress");
  progress.max = file.size;
  progress.setAttribute("aria-label", file.name);
  shown.item.append(progress);
  let offset = 0;
  do {
    offset = await patiently(file, shown, async (again) => {
      const asks = again || (goesOn && !offset);
      if (asks) offset = Number((await tus("HEAD", address)).headers.get("Upload-Offset"));
      if (asks && offset === file.size) return offset;
      const piece = file.slice(offset, offset + PIECE);
      const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
      return Number((await tus("PATCH", address, headers, piece)).headers.get("Upload-Offset"));
    });
    progress.value = offset;
    const percent = `${Math.round((100 * offset) / (file.size || 1))} %`;
    shown.tell(say(words.sending, { name: file.name, percent }));
  } while (offset < file.size);
  progress.remove();
  delete marks[address];
  return address;
}

// Tries until it is done or refused: after a pause that grows, at once when the connection is back, or when somebody says so.
async function patiently(file, shown, act) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await act(attempt > 0);
    } catch (error) {
      const lasting = fault(error) || (error.status && ![408, 409, 423, 429, 500, 502, 503, 504].includes(error.status));
      if (lasting || attempt > 40) throw error;
      shown.tell(say(words.paused, file));
      await new Promise((done) => {
        const resume = button("link-button", words.resume, go);
        const timer = setTimeout(go, Math.min(500 * 2 ** attempt, 15000));
        function go() {
          clearTimeout(timer);
          removeEventListener("online", go);
          resume.remove();
          done();
        }
        addEventListener("online", go);
        shown.item.append(resume);
      });
    }
  }
}

let turn = Promise.resolve();
let waiting = 0;

function take(place, files) {
  for (const file of files) {
    waiting++;
    turn = turn.then(() => one(place, file)).catch(console.warn).finally(() => waiting--);
  }
}

async function one({ upload, rows, beside }, file) {
  const shown = row(rows, file.name);
  const refuse = (pattern) => {
    shown.item.classList.add("field-wrong");
    shown.item.querySelector("progress")?.remove();
    shown.tell(say(pattern, file));
    const remove = button("link-button", words.remove, () => {
      shown.item.remove();
      upload.querySelector("input[type=file]").focus();
    });
    remove.ariaLabel = say(words.removeNamed, file);
    shown.item.append(remove);
  };
  if (rows.querySelectorAll(".file-row:not(.field-wrong, [data-half])").length > MAX_FILES) return refuse(words.tooMany);
  if (file.size > MAX_BYTES) return refuse(words.tooLarge);
  let clean;
  try {
    clean = await cleaned(file, shown);
  } catch (error) {
    console.warn(error);
    return refuse(words.unclean);
  }
  if (!clean) return shown.item.remove();
  try {
    const address = await send(clean, shown, beside, rows);
    if (beside) goesAlong(shown, file.name, address.split("/").pop());
    else await refresh(rows);
  } catch (error) {
    refuse(words[fault(error)] ?? words.failed);
  }
}

// A file that its form sends along, unless its writer takes it out again.
function goesAlong({ item, tell }, name, id) {
  const check = document.createElement("input");
  Object.assign(check, { type: "checkbox", name: "file", value: id, checked: true, ariaLabel: name });
  item.prepend(check);
  tell("");
}

// The server's own list, with its ways to take a file away; what is refused or still to be decided stays.
async function refresh(rows) {
  const page = await (await fetch(location.href)).text();
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("file-rows");
  const open = [...rows.children].filter((item) => item.classList.contains("field-wrong"));
  if (fresh) rows.replaceChildren(...fresh.children, ...open);
}

// Where files are taken: the form's own place, or one beside what somebody writes to a case.
const places = [...document.querySelectorAll("[data-upload]")].map((upload) => ({
  upload,
  rows: upload.querySelector(".file-rows") ?? document.getElementById("file-rows"),
  beside: upload.dataset.upload === "beside",
}));
// A form waits for files that are still on their way, and shows what they wait for.
function hold(held) {
  held?.addEventListener("submit", (event) => {
    if (!waiting) return;
    event.preventDefault();
    document.querySelector(".removed .guided-side-title")?.focus();
    // What was refused meanwhile is read first.
    turn.then(() => document.querySelector(".file-row.field-wrong") ?? held.requestSubmit(event.submitter));
  });
}

// What is pasted or dropped goes to where the writer is.
const here = (target) => places.find(({ upload }) => (upload.closest("form") ?? upload).contains(target)) ?? places[0];

if (places.length && words) {
  for (const place of places) {
    const { upload, beside } = place;
    const input = upload.querySelector("input[type=file]");
    for (const part of upload.querySelectorAll("[data-without-scripts]")) part.hidden = true;
    upload.querySelector(".field").append(element("p", "drop-hint", words.drop));
    input.addEventListener("change", () => {
      take(place, [...input.files]);
      input.value = "";
    });
    // The form's own place has a button for each file that the script makes useless; what sends the page on is a form beside it.
    if (beside) hold(upload.closest("form"));
    else {
      upload.addEventListener("submit", (event) => event.preventDefault());
      document.querySelector(".guided-on").removeAttribute("form");
      hold(form);
    }
  }
  addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) take(here(event.target), [...event.clipboardData.files]);
  });
  for (const type of ["dragover", "dragleave", "drop"]) {
    addEventListener(type, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      document.body.classList.toggle("dropping", type === "dragover");
      if (type === "drop") take(here(event.target), [...event.dataTransfer.files]);
    });
  }
}
