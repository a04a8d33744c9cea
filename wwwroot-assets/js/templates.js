// Completes variables in a template's fields. A field names its list by data-variables; the list's buttons carry what they insert in
// data-insert, and insert it themselves when they are pressed. Keys: two braces open the choices, arrows move, Enter or Tab takes, Esc closes.
(() => {
  const most = 8;
  let open = null;
  let last = null;

  const options = (field) => [...(document.getElementById(field.dataset.variables)?.querySelectorAll("[data-insert]") || [])]
    .map((button) => ({ text: button.dataset.insert, means: button.textContent.trim() }));

  // What was typed of a variable before the caret; null where none was begun.
  function begun(field) {
    const match = /\{\{\s*([a-z_.]*)$/i.exec(field.value.slice(0, field.selectionStart));
    return match && { from: match.index, typed: match[1].toLowerCase() };
  }

  function insert(field, text, from, to) {
    // What was already typed behind the caret to close it is not closed twice.
    const rest = field.value.slice(to);
    const closing = /^\s*\}\}/.exec(rest);
    field.setRangeText(text, from, to + (closing ? closing[0].length : 0), "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  function close() {
    if (!open) return;
    open.list.remove();
    open.field.removeAttribute("aria-activedescendant");
    open.field.removeAttribute("aria-controls");
    open = null;
  }

  // Where the caret is on the page: measured in a copy of the field, since a textarea doesn't say.
  function caret(field, index) {
    const style = getComputedStyle(field);
    const copy = document.createElement("div");
    for (const name of ["boxSizing", "width", "font", "letterSpacing", "lineHeight", "padding", "border", "textIndent", "tabSize"]) copy.style[name] = style[name];
    Object.assign(copy.style, { position: "absolute", visibility: "hidden", top: "0", left: "0", overflowWrap: "break-word", whiteSpace: field.matches("textarea") ? "pre-wrap" : "pre" });
    copy.textContent = field.value.slice(0, index);
    const mark = document.createElement("span");
    mark.textContent = "\u200b";
    copy.append(mark);
    document.body.append(copy);
    const box = field.getBoundingClientRect();
    const place = { left: box.left + mark.offsetLeft - field.scrollLeft, top: box.top + mark.offsetTop - field.scrollTop, height: mark.offsetHeight };
    copy.remove();
    return place;
  }

  function choose(index) {
    open.active = (index + open.found.length) % open.found.length;
    [...open.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === open.active)));
    open.field.setAttribute("aria-activedescendant", open.list.children[open.active].id);
    open.list.children[open.active].scrollIntoView({ block: "nearest" });
  }

  function take(index) {
    const { field, from, found } = open;
    close();
    insert(field, found[index].text, from, field.selectionStart);
  }

  function show(field) {
    const variable = begun(field);
    const found = variable ? options(field).filter((option) => (option.text + " " + option.means).toLowerCase().includes(variable.typed)).slice(0, most) : [];
    close();
    if (!found.length) return;
    const list = Object.assign(document.createElement("ul"), { id: "variable-choices", className: "variable-choices" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Filled in by itself");
    found.forEach((option, index) => {
      const item = Object.assign(document.createElement("li"), { id: "variable-choice-" + index });
      item.setAttribute("role", "option");
      item.append(Object.assign(document.createElement("b"), { textContent: option.means }), Object.assign(document.createElement("code"), { textContent: option.text }));
      // Before the field loses its focus.
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(index); });
      list.append(item);
    });
    document.body.append(list);
    const at = caret(field, variable.from);
    list.style.left = Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8)) + "px";
    const below = at.top + at.height + 4;
    list.style.top = (below + list.offsetHeight > innerHeight ? Math.max(8, at.top - list.offsetHeight - 4) : below) + "px";
    open = { field, from: variable.from, found, list, active: 0 };
    field.setAttribute("aria-controls", list.id);
    choose(0);
    window.careops?.announce(found.length === 1 ? "1 choice" : found.length + " choices, arrow keys to move, Enter to take");
  }

  const keys = {
    ArrowDown: () => choose(open.active + 1),
    ArrowUp: () => choose(open.active - 1),
    Enter: () => take(open.active),
    Tab: () => take(open.active),
    Escape: close,
  };

  document.addEventListener("keydown", (event) => {
    if (!open || event.target !== open.field || event.isComposing || !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }, true);
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-variables]")) show(event.target);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-variables]")) last = event.target;
    if (open && event.target !== open.field) close();
  });
  document.addEventListener("scroll", (event) => { if (open && event.target !== open.list) close(); }, true);
  document.addEventListener("click", (event) => {
    // A link in a preview shows where it leads; it leads nowhere from here.
    if (event.target.closest?.("[data-preview] a")) return event.preventDefault();
    const button = event.target.closest?.("[data-insert]");
    if (!button) return;
    const fields = [...document.querySelectorAll("[data-variables]")].filter((field) => field.dataset.variables === button.closest("#" + field.dataset.variables)?.id);
    const field = fields.includes(last) ? last : fields.at(-1);
    if (field) insert(field, button.dataset.insert, field.selectionStart, field.selectionEnd);
  }, true);
})();
