// Fills in what the forum found once it has answered: the page did not wait for it.
// Where nothing comes, a sentence says so, and the link to the forum's own search stands below it as before.

for (const box of document.querySelectorAll("[data-forum]")) fill(box);

async function fill(box) {
  const status = box.querySelector("[role=status]");
  box.hidden = false;
  try {
    const answer = await fetch(box.dataset.forum, { signal: AbortSignal.timeout(8000) });
    if (!answer.ok) throw new Error(`the forum's results: ${answer.status}`);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    status.textContent = found.querySelector("[role=status]").textContent;
    box.append(...found.querySelectorAll("ul"));
  } catch {
    status.textContent = box.dataset.failed;
  }
}
