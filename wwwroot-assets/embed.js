// Shows a CareOps booking page inside this page. Where the script stands, there it appears:
// <script src="https://…/embed.js" data-careops="riverside-physio" data-mode="inline" async></script>
// data-mode: inline (default) or button; data-service: leads straight to one service; data-label: the button's words.
(() => {
  const script = document.currentScript;
  const { careops: workspace, service, mode, label } = script?.dataset ?? {};
  if (!workspace) return console.error("CareOps: the script needs data-careops, the name in your booking page's address.");
  const here = new URL(".", script.src);
  const path = ["book", workspace, service].filter(Boolean).map(encodeURIComponent).join("/");
  const address = new URL(path + "?embed=1", here).href;
  const words = label || "Book an appointment";
  const startHeight = 640;

  // A frame as tall as its page. Only our own page in this very frame is listened to.
  function framed({ onEscape, isLazy }) {
    const frame = document.createElement("iframe");
    let pages = 0;
    frame.title = words;
    if (isLazy) frame.loading = "lazy";
    frame.style.height = startHeight + "px";
    frame.addEventListener("load", () => {
      frame.contentWindow.postMessage({ careops: "frame" }, here.origin);
      if (pages++ > 0 && frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "start" });
    });
    addEventListener("message", (event) => {
      if (event.origin !== here.origin || event.source !== frame.contentWindow || event.data?.careops !== "page") return;
      if (Number.isFinite(event.data.height)) frame.style.height = Math.max(event.data.height, 120) + "px";
      if (event.data.escape) onEscape?.();
    });
    frame.src = address;
    return frame;
  }

  // A native modal dialog: what lies behind it can't be reached, Escape closes it, and the focus goes back to the button.
  function dialogued(root) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.part = "button";
    button.setAttribute("aria-haspopup", "dialog");
    let dialog = null;
    button.addEventListener("click", () => {
      if (!dialog) {
        dialog = document.createElement("dialog");
        dialog.setAttribute("aria-label", words);
        const close = Object.assign(document.createElement("button"), { type: "button", className: "close" });
        close.setAttribute("aria-label", "Close");
        close.addEventListener("click", () => dialog.close());
        dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
        dialog.append(close, framed({ onEscape: () => dialog.close() }));
        root.append(dialog);
      }
      dialog.showModal();
    });
    root.append(button);
  }

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; display: block; }
    iframe { display: block; width: 100%; border: 0; }
    button { font: 600 16px/24px system-ui, sans-serif; }
    [part=button] { min-height: 44px; padding: 10px 20px; border: 0; border-radius: 6px; background: #0f766e; color: #fff; cursor: pointer; }
    [part=button]:hover { background: #115e59; }
    :focus-visible { outline: 2px solid #0f766e; outline-offset: 2px; }
    dialog { box-sizing: border-box; width: min(1040px, 100vw - 24px); max-width: none; max-height: calc(100dvh - 24px); padding: 0; border: 0; border-radius: 10px; overflow: auto; background: Canvas; overscroll-behavior: contain; }
    dialog::backdrop { background: rgb(0 0 0 / .5); }
    .close { position: sticky; z-index: 1; top: 0; display: block; width: 44px; height: 44px; margin: 0 0 -44px auto; border: 0; border-radius: 6px; background: Canvas; color: CanvasText; font-size: 24px; cursor: pointer; }
    .close::before { content: "×" / ""; }
    .close:focus-visible { outline-offset: -4px; }
    .close + iframe { padding-top: 44px; box-sizing: content-box; }
  `);
  root.adoptedStyleSheets = [style];
  if (mode === "button") dialogued(root); else root.append(framed({ isLazy: true }));
  script.after(host);
})();
