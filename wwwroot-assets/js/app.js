// The members' screens: theme, keys, composer, clipboard, reconnecting. Elements opt in by data attributes:
// data-key="g-t" (several: "/ ctrl+k") is clicked, or focused when it is a field; cancel the event "careops:key" to take over.
(() => {
  const root = document.documentElement;
  const store = {
    get(name) { try { return localStorage.getItem("careops." + name); } catch { return null; } },
    set(name, value) { try { value ? localStorage.setItem("careops." + name, value) : localStorage.removeItem("careops." + name); } catch { /* storage is off */ } },
  };

  function setTheme(theme) {
    const chosen = theme === "light" || theme === "dark" ? theme : "";
    store.set("theme", chosen);
    if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme;
    markTheme();
  }

  function markTheme() {
    const current = root.dataset.theme || "system";
    for (const button of document.querySelectorAll("[data-theme-set]")) button.setAttribute("aria-pressed", String(button.dataset.themeSet === current));
  }

  // Notifications of the browser: only where a member switched them on in this very browser, and only while CareOps is out of sight.
  const mayNotify = () => "Notification" in window && Notification.permission === "granted" && store.get("notify") === "on";

  function markNotices() {
    for (const button of document.querySelectorAll("[data-notify]")) {
      const denied = !("Notification" in window) || Notification.permission === "denied";
      button.disabled = denied;
      button.setAttribute("aria-pressed", String(mayNotify()));
      button.querySelector("[data-notify-word]").textContent = denied ? "This browser allows no notifications" : mayNotify() ? "Stop notifying in this browser" : "Notify me in this browser";
    }
  }

  async function switchNotices() {
    if (mayNotify()) store.set("notify", "");
    else if ("Notification" in window && await Notification.requestPermission() === "granted") store.set("notify", "on");
    markNotices();
  }

  function notify(title, body, url, tag) {
    if (!mayNotify() || !document.hidden) return;
    const notice = new Notification(title, { body, tag, icon: "/favicon.svg" });
    notice.onclick = () => { focus(); notice.close(); window.Blazor?.navigateTo(url); };
  }

  const typing = (element) => !!element?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=textbox]");
  const visible = (element) => element.getClientRects().length > 0;
  // What is in a closed menu can be pressed where the menu can.
  const reachable = (element) => visible(element.closest("details[data-menu]:not([open])") || element);
  let prefix = "";
  let prefixTimer = 0;

  function press(keys, event) {
    if (!document.dispatchEvent(new CustomEvent("careops:key", { detail: keys, cancelable: true }))) return event.preventDefault();
    const target = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key.split(" ").includes(keys) && reachable(element));
    if (!target) return;
    event.preventDefault();
    if (typing(target)) target.focus(); else target.click();
    if (target.closest(".conversations")) target.scrollIntoView({ block: "nearest" });
  }

  function onKey(event) {
    if (event.defaultPrevented || event.isComposing) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if ((event.ctrlKey || event.metaKey) && key === "Enter") {
      const send = event.target.closest?.("[data-composer], form")?.querySelector("[data-send]") || document.querySelector("[data-send]");
      if (send && typing(event.target)) { event.preventDefault(); send.click(); }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && key === "k") return press("ctrl+k", event);
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey) return /^Key[A-Z]$/.test(event.code) ? press("alt+" + event.code.slice(3).toLowerCase(), event) : undefined;
    if (typing(event.target) || store.get("keys") === "off") return;
    if (prefix) {
      const keys = prefix + "-" + key;
      prefix = "";
      return press(keys, event);
    }
    if (key === "g") {
      prefix = "g";
      clearTimeout(prefixTimer);
      prefixTimer = setTimeout(() => { prefix = ""; }, 1200);
      return;
    }
    if (key.length === 1 || ["Escape", "ArrowLeft", "ArrowRight"].includes(key)) press(key, event);
  }

  // Suggestions under a field: the arrows choose, Enter takes, Escape closes them until another word begins. The first is chosen with
  // each letter, as the server draws them.
  function suggest(event) {
    const list = event.target.closest?.("[data-composer]")?.querySelector("[data-suggestions]:not([hidden])");
    if (!list || event.target.tagName !== "TEXTAREA") return;
    const options = [...list.children];
    const choose = (option) => {
      for (const each of options) each.setAttribute("aria-selected", String(each === option));
      event.target.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };
    if (event.type === "input") return choose(options[0]);
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = Math.max(0, options.findIndex((option) => option.getAttribute("aria-selected") === "true"));
    if (event.key === "ArrowDown") choose(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp") choose(options[(at + options.length - 1) % options.length]);
    else if (event.key === "Enter") options[at].click();
    else if (event.key === "Escape") { list.hidden = true; event.target.removeAttribute("aria-activedescendant"); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // A list that goes on: its button is pressed before one gets there, once for each length of the list.
  function goOn() {
    for (const button of document.querySelectorAll("[data-more]")) {
      const list = button.closest("[role=region]")?.querySelector("ul");
      const length = list?.dataset.length;
      if (!visible(button) || button.dataset.at === length || button.getBoundingClientRect().top > innerHeight + 800) continue;
      button.dataset.at = length;
      button.click();
    }
  }

  // Of a long list the server draws what is near: it is told which parts that are, and in which one the keyboard is. It is told before the
  // list is long, so that nothing of it goes when it becomes so.
  function lookAround() {
    for (const list of document.querySelectorAll("ul[data-part]")) {
      const row = list.querySelector(":scope > [aria-posinset]");
      const near = list.parentElement.querySelector("[data-near]");
      if (!row || !near) continue;
      const height = row.offsetHeight * list.dataset.part;
      const top = list.getBoundingClientRect().top;
      const partAt = (y) => Math.max(0, Math.floor((y - top) / height));
      const focused = list.contains(document.activeElement) ? document.activeElement.closest("[aria-posinset]") : null;
      const parts = [Math.max(0, partAt(Math.max(0, list.parentElement.getBoundingClientRect().top)) - 1), partAt(innerHeight) + 1];
      if (focused) parts.push(Math.floor((focused.getAttribute("aria-posinset") - 1) / list.dataset.part));
      if (near.value === parts.join("-")) continue;
      near.value = parts.join("-");
      near.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function autosize(area) {
    if (CSS.supports("field-sizing", "content")) return;
    area.style.height = "auto";
    area.style.height = area.scrollHeight + 2 + "px";
  }

  // Browsers give pages on plain http (a shop's own network) no clipboard; the old way still works there.
  async function write(text) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* not allowed, or not there */ }
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "visually-hidden" });
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    if (!done) prompt("Copy this link:", text);
    return done;
  }

  // What is typed outlives a lost connection and a restarted server: it waits in this tab until it is taken. An id goes with it,
  // so that what was sent just before the connection went is not sent again.
  const drafts = {
    key: (name) => "careops.draft." + name,
    keep(area) {
      try {
        if (area.value) sessionStorage.setItem(this.key(area.dataset.draft), JSON.stringify({ id: area.dataset.draftId || null, text: area.value }));
        else sessionStorage.removeItem(this.key(area.dataset.draft));
      } catch { /* storage is off or full */ }
    },
    get(name) { try { return JSON.parse(sessionStorage.getItem(this.key(name))); } catch { return null; } },
    drop(name) { try { sessionStorage.removeItem(this.key(name)); } catch { /* storage is off */ } },
    dropAll() { try { for (const name of Object.keys(sessionStorage)) if (name.startsWith(this.key(""))) sessionStorage.removeItem(name); } catch { /* storage is off */ } },
  };

  async function copy(button) {
    const text = button.dataset.copy || document.querySelector(button.dataset.copyFrom)?.textContent.trim() || "";
    if (!await write(text)) return;
    button.dataset.state = "copied";
    announce(button.dataset.copied || "Copied");
    setTimeout(() => { delete button.dataset.state; }, 2000);
  }

  function announce(text) {
    let region = document.getElementById("announcer");
    if (!region) {
      region = Object.assign(document.createElement("div"), { id: "announcer", className: "visually-hidden" });
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 50);
  }

  async function reconnect() {
    try { if (await window.Blazor.reconnect()) return; } catch { return; }
    location.reload();
  }

  function watchReconnect() {
    const modal = document.getElementById("components-reconnect-modal");
    if (!modal) return;
    new MutationObserver(() => {
      if (modal.classList.contains("components-reconnect-rejected")) location.reload();
    }).observe(modal, { attributes: true, attributeFilter: ["class"] });
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && modal.classList.contains("components-reconnect-failed")) reconnect();
    });
  }

  const openMenus = () => document.querySelectorAll("details[data-menu][open]");

  function closeMenus(except, focus) {
    for (const menu of openMenus()) {
      if (menu === except) continue;
      menu.open = false;
      if (focus) menu.querySelector("summary").focus();
    }
  }

  function skip(event) {
    const main = document.getElementById("main");
    if (!event.target.closest?.("[data-skip]") || !main) return;
    event.preventDefault();
    main.tabIndex = -1;
    main.focus();
  }

  // Files that are dropped on a composer or pasted into it are chosen in its file dialog, as if by hand. A dialog carries
  // one choice: a second would take the first away, so it waits for the next dialog, which the server puts beside it.
  function choose(composer, files) {
    if (!composer.querySelector("[data-picker]")) return composer.querySelector("[data-no-files]")?.click();
    const picker = composer.querySelector("[data-picker][data-ready]:not([data-chosen])");
    if (!picker) return onceChanged(composer, () => choose(composer, files));
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    picker.files = chosen.files;
    picker.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function onceChanged(composer, then) {
    const watch = new MutationObserver(() => {
      watch.disconnect();
      if (composer.isConnected) then();
    });
    watch.observe(composer, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-picker", "data-ready"] });
  }

  const composerAt = (event) => event.target.closest?.("[data-composer]");
  const holdsFiles = (data) => !!data && [...data.types].includes("Files");

  function dragged(event) {
    if (!holdsFiles(event.dataTransfer)) return;
    // Beside the composer a browser would leave the page for the file.
    event.preventDefault();
    const over = composerAt(event);
    event.dataTransfer.dropEffect = over ? "copy" : "none";
    for (const composer of document.querySelectorAll("[data-composer]")) composer.toggleAttribute("data-dropping", composer === over);
  }

  function dropped(event) {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    const composer = composerAt(event);
    for (const each of document.querySelectorAll("[data-dropping]")) each.removeAttribute("data-dropping");
    if (composer) choose(composer, event.dataTransfer.files);
  }

  function pasted(event) {
    const composer = composerAt(event);
    // A word processor puts a picture of its text beside the text.
    if (!composer || !event.clipboardData?.files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    choose(composer, event.clipboardData.files);
  }

  document.addEventListener("dragover", dragged);
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) dragged(event); });
  document.addEventListener("drop", dropped);
  document.addEventListener("paste", pasted);
  document.addEventListener("change", (event) => { if (event.target.matches?.("[data-picker]")) event.target.setAttribute("data-chosen", ""); }, true);
  document.addEventListener("keydown", suggest, true);
  document.addEventListener("input", suggest, true);
  document.addEventListener("mousedown", (event) => { if (event.target.closest?.("[data-suggestions]")) event.preventDefault(); });
  document.addEventListener("keydown", onKey);
  document.addEventListener("scroll", () => { lookAround(); goOn(); }, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !openMenus().length) return;
    event.stopPropagation();
    closeMenus(null, true);
  }, true);
  // Before Blazor's own listener, which would take the link for a navigation.
  document.addEventListener("click", skip, true);
  document.addEventListener("toggle", (event) => { if (event.target.matches?.("details[data-menu]")) { markTheme(); markNotices(); } }, true);
  document.addEventListener("focusin", (event) => {
    closeMenus(event.target.closest?.("details[data-menu]"));
    if (event.target.closest?.("ul[data-part]")) lookAround();
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("textarea[data-autosize]")) autosize(event.target);
    if (event.target.matches?.("[data-draft]")) drafts.keep(event.target);
  });
  document.addEventListener("submit", (event) => { if (event.target.matches("[data-leave]")) drafts.dropAll(); });
  // Blazor hears of a drop only where what is dragged over allows it, and need not hear of every move before.
  document.addEventListener("dragover", (event) => { if (event.target.closest?.("[data-drop]")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const menu = event.target.closest?.("details[data-menu]");
    closeMenus(event.target.closest?.(".menu-item") ? null : menu);
    const hit = event.target.closest?.("[data-copy], [data-copy-from], [data-theme-set], [data-reconnect], [data-print], [data-notify]");
    if (!hit) return;
    if (hit.dataset.themeSet) setTheme(hit.dataset.themeSet);
    else if (hit.hasAttribute("data-reconnect")) reconnect();
    else if (hit.hasAttribute("data-print")) print();
    else if (hit.hasAttribute("data-notify")) switchNotices();
    else copy(hit);
  });
  window.careops = {
    announce, setTheme, autosize, notify,
    // Scrolls the box alone, never the page around it.
    showWithin(box, selector) {
      const shown = box?.querySelector(selector)?.getBoundingClientRect();
      if (!shown) return;
      const frame = box.getBoundingClientRect();
      const room = Math.max(16, (frame.height - shown.height) / 2);
      const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
      if (shown.top < frame.top + 16 || shown.bottom > frame.bottom - 16) box.scrollBy({ top: shown.top - frame.top - room, behavior });
    },
    scrollToEnd(element) { if (element) element.scrollTop = element.scrollHeight; },
    focus(element) { element?.focus(); },
    reveal(id) {
      const shown = document.getElementById(id);
      if (!shown) return;
      shown.tabIndex = -1;
      shown.scrollIntoView({ block: "center" });
      shown.focus({ preventScroll: true });
    },
    focusOn(id) { document.getElementById(id)?.focus(); },
    caret(area) { return area.selectionEnd; },
    setCaret(area, at) { area.setSelectionRange(at, at); },
    draft(name) { return drafts.get(name); },
    dropDraft(name) { drafts.drop(name); },
  };
  markTheme();
  watchReconnect();
})();
