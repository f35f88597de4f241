// The questionnaire of a case: the answer that the followed link gave is sent once somebody sees the page, and can be changed below. Pages that
// are only fetched ahead, and browsers that a program drives, such as those of mail scanners, send nothing; the button always does.
const form = document.querySelector("main form");

async function send() {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok) return;
  document.getElementById("thanks").append(document.getElementById("thanks-words").content);
  // Whoever comes back to this page, or loads it again, does not answer once more.
  const here = new URL(location.href);
  here.searchParams.delete("rating");
  history.replaceState(history.state, "", here);
}

function seen() {
  if (document.prerendering || document.visibilityState !== "visible") return;
  for (const type of ["visibilitychange", "prerenderingchange"]) document.removeEventListener(type, seen);
  requestAnimationFrame(() => send().catch(console.warn));
}

if (!navigator.webdriver) {
  for (const type of ["visibilitychange", "prerenderingchange"]) document.addEventListener(type, seen);
  seen();
}
