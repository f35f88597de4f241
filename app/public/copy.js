// Buttons that copy a text: shown where the browser lets scripts write to the clipboard. Everywhere else it is marked by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  const said = button.nextElementSibling;
  button.addEventListener("click", async () => {
    const texts = [...document.querySelectorAll(button.dataset.copy)].map((part) => part.value ?? part.textContent);
    await navigator.clipboard.writeText(texts.join("\n"));
    said.textContent = button.dataset.copied;
    setTimeout(() => (said.textContent = ""), 5000);
  });
}
