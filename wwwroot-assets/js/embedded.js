// A booking page in another site's frame: tells the page around it how tall it is, and that Escape was pressed. It answers only
// the window that frames it, at the origin which that window's first message came from.
(() => {
  if (window.parent === window) return;
  let host = null;
  const tell = (message) => { if (host) window.parent.postMessage({ careops: "page", ...message }, host); };
  const tellHeight = () => tell({ height: Math.ceil(document.body.getBoundingClientRect().height) });

  addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.careops !== "frame" || event.origin === "null") return;
    if (host && host !== event.origin) return;
    host = event.origin;
    tellHeight();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") tell({ escape: true }); });
  new ResizeObserver(tellHeight).observe(document.body);
})();
