// The time grid under the hand: move and resize bookings, choose an empty stretch, block time, by mouse, touch, pen and keyboard.
//
// The server draws the grid and may draw it again at any moment, also in the middle of a drag. So nothing here keeps an element:
// columns ([data-column], [data-first], [data-last]: minutes of the day at its edges) and blocks ([data-booking], [data-start],
// [data-length], [data-can="move resize"]) are found anew each time, events are taken at the container, and what is drawn while
// dragging lies in a layer of its own above the page.
//
// What the hand did is told to the page: Place(booking, column, start, length) moves or resizes and answers whether it did;
// Choose(column, start, length) begins a booking; Block(column, start, length) blocks time.

const QUARTER = 15;
const HOUR = 60;
const CLICK_SLIP = 5;
const TOUCH_SLIP = 10;
const LONG_PRESS = 420;
const EDGE = 48;
const FASTEST = 18;
const PREVIEW_AFTER = 350;

const clock = (minutes) => String(Math.floor(minutes / HOUR) % 24).padStart(2, "0") + ":" + String(minutes % HOUR).padStart(2, "0");
const snap = (minutes) => Math.round(minutes / QUARTER) * QUARTER;
const clamp = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));
const announce = (text) => window.careops?.announce(text);
const reduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A column as it lies on the screen now. */
class Column {
  constructor(element) {
    this.element = element;
    this.key = element.dataset.column;
    this.name = element.dataset.columnName || element.getAttribute("aria-label") || "";
    this.first = Number(element.dataset.first);
    this.last = Number(element.dataset.last);
    this.box = element.getBoundingClientRect();
    this.scale = this.box.height / (this.last - this.first);
  }

  minuteAt(y) { return this.first + (y - this.box.top) / this.scale; }
  topOf(minute) { return this.box.top + (minute - this.first) * this.scale; }
}

class Grid {
  constructor(container, page) {
    this.container = container;
    this.page = page;
    this.ending = new AbortController();
    this.drag = null;
    this.wait = null;
    this.preview = null;
    this.layer = null;
    const on = (target, name, handler, options = {}) => target.addEventListener(name, handler.bind(this), { signal: this.ending.signal, ...options });
    on(container, "pointerdown", this.onDown);
    on(window, "pointermove", this.onMove);
    on(window, "pointerup", this.onUp);
    on(window, "pointercancel", this.onCancel);
    on(window, "keydown", this.onKey, { capture: true });
    on(window, "blur", this.abort);
    on(container, "click", this.onClick, { capture: true });
    on(container, "contextmenu", this.onContextMenu);
    on(container, "dragstart", (event) => event.preventDefault());
    on(container, "scroll", this.onScroll, { passive: true });
    on(container, "pointerover", this.onOver);
    on(container, "pointerleave", this.hidePreview);
    on(container, "focusin", this.onFocus);
    on(container, "focusout", this.hidePreview);
    on(container, "keydown", this.onGridKey);
    // Once a finger has taken hold of something, the page must not scroll away under it.
    on(container, "touchmove", (event) => { if (this.drag) event.preventDefault(); }, { passive: false });
    this.showHours();
    container.dataset.hand = "ready";
  }

  dispose() {
    this.abort();
    this.hidePreview();
    this.ending.abort();
    this.layer?.remove();
  }

  // ---- what is where -------------------------------------------------------------------------------------------------

  columns() { return [...this.container.querySelectorAll("[data-column]")].map((element) => new Column(element)); }

  column(key) { return this.columns().find((column) => column.key === key); }

  columnAt(x) {
    const columns = this.columns();
    return columns.find((column) => x >= column.box.left && x < column.box.right)
      || (x < columns[0]?.box.left ? columns[0] : columns.at(-1));
  }

  block(id) { return this.container.querySelector(`[data-booking="${CSS.escape(id)}"]`); }

  /** Where blocks may be seen: the container without its sticky head and axis. */
  frame() {
    const box = this.container.getBoundingClientRect();
    const head = this.container.querySelector("[data-grid-head]")?.getBoundingClientRect();
    const axis = this.container.querySelector("[data-grid-axis]")?.getBoundingClientRect();
    const top = Math.max(box.top, head ? head.bottom : box.top);
    const left = Math.max(box.left, axis ? axis.right : box.left);
    return { top, left, right: box.left + this.container.clientLeft + this.container.clientWidth, bottom: box.top + this.container.clientTop + this.container.clientHeight };
  }

  /** Brings the first opening or the present into sight, once. */
  showHours() {
    const wanted = Number(this.container.dataset.showFrom);
    const column = this.columns()[0];
    if (!column || !Number.isFinite(wanted)) return;
    this.container.scrollTop += column.topOf(wanted) - this.frame().top;
  }

  // ---- pointer -------------------------------------------------------------------------------------------------------

  onDown(event) {
    if (event.button !== 0 || !event.isPrimary || this.drag || this.container.dataset.readonly !== undefined) return;
    const block = event.target.closest("[data-booking]");
    const columnElement = event.target.closest("[data-column]");
    if (!columnElement || event.target.closest("[data-solid], a")) return;
    const touch = event.pointerType === "touch";
    const can = block?.dataset.can || "";
    if (block && !can.includes("move")) return;
    this.hidePreview();
    const resize = block && can.includes("resize") && event.target.closest("[data-resize]");
    this.wait = {
      pointer: event.pointerId, touch, x: event.clientX, y: event.clientY,
      kind: block ? (resize ? "resize" : "move") : "select",
      id: block?.dataset.booking ?? null,
      column: columnElement.dataset.column,
      timer: touch ? setTimeout(() => this.hold(), LONG_PRESS) : 0,
    };
  }

  /** A finger rested long enough. */
  hold() {
    if (!this.wait) return;
    navigator.vibrate?.(12);
    if (this.wait.kind === "select") this.wait.kind = "block";
    this.begin();
  }

  begin() {
    const { kind, id, x, y, column: key, pointer } = this.wait;
    clearTimeout(this.wait.timer);
    this.wait = null;
    const column = this.column(key);
    if (!column) return;
    const drag = { kind, id, x, y, pointer, startX: x, startY: y, from: key };
    if (id === null) {
      drag.anchor = clamp(Math.floor(column.minuteAt(y) / QUARTER) * QUARTER, column.first, column.last - QUARTER);
      Object.assign(drag, { column: key, start: drag.anchor, length: QUARTER, label: kind === "block" ? "Block" : "New booking" });
    } else {
      const block = this.block(id);
      if (!block) return;
      const start = Number(block.dataset.start);
      const length = Number(block.dataset.length);
      Object.assign(drag, { column: key, start, length, was: { column: key, start, length }, grip: column.minuteAt(y) - start, label: block.dataset.name || "" });
      const box = block.getBoundingClientRect();
      drag.across = { left: (box.left - column.box.left) / column.box.width, width: box.width / column.box.width };
    }
    this.drag = drag;
    document.documentElement.dataset.dragging = kind === "block" ? "select" : kind;
    try { this.container.setPointerCapture(pointer); } catch { /* the pointer is gone already */ }
    this.follow();
  }

  onMove(event) {
    if (this.wait && event.pointerId === this.wait.pointer) {
      const slipped = Math.hypot(event.clientX - this.wait.x, event.clientY - this.wait.y);
      if (this.wait.touch) {
        // A finger that moves at once scrolls.
        if (slipped > TOUCH_SLIP) this.forget();
        return;
      }
      if (slipped < CLICK_SLIP) return;
      this.begin();
    }
    if (!this.holds(event)) return;
    this.drag.x = event.clientX;
    this.drag.y = event.clientY;
    this.reckon();
  }

  /** Whether this pointer is dragging; what was dropped is out of its hands while the server decides. */
  holds(event) { return !!this.drag && !this.drag.isSaving && this.drag.pointer !== undefined && this.drag.pointer === event.pointerId; }

  /** From where the pointer is to what that means. */
  reckon() {
    const drag = this.drag;
    const before = `${drag.column} ${drag.start} ${drag.length}`;
    if (drag.kind === "move") {
      const column = this.columnAt(drag.x);
      if (!column) return;
      drag.column = column.key;
      drag.start = clamp(snap(column.minuteAt(drag.y) - drag.grip), column.first, column.last - QUARTER);
    } else {
      const column = this.column(drag.column);
      if (!column) return;
      const minute = column.minuteAt(drag.y);
      if (drag.kind === "resize") {
        drag.length = Math.max(QUARTER, clamp(snap(minute), column.first, column.last) - drag.start);
      } else {
        const other = clamp(minute, column.first, column.last);
        drag.start = Math.min(drag.anchor, Math.floor(other / QUARTER) * QUARTER);
        drag.length = Math.max(drag.anchor + QUARTER, Math.ceil(other / QUARTER) * QUARTER) - drag.start;
      }
    }
    if (before !== `${drag.column} ${drag.start} ${drag.length}`) this.draw();
  }

  onUp(event) {
    if (this.wait && event.pointerId === this.wait.pointer) {
      const { kind, id, column: key, y } = this.wait;
      this.forget();
      if (kind === "select" && id === null) this.choose(key, y);
      return;
    }
    if (!this.holds(event)) return;
    this.skipClick();
    const { kind, column, start, length } = this.drag;
    if (kind === "move" || kind === "resize") this.drop();
    else {
      this.end();
      this.tell(kind === "block" ? "Block" : "Choose", column, start, length);
    }
  }

  choose(key, y) {
    const column = this.column(key);
    if (!column) return;
    const start = clamp(Math.floor(column.minuteAt(y) / QUARTER) * QUARTER, column.first, column.last - QUARTER);
    this.tell("Choose", key, start, 0);
  }

  onCancel(event) {
    if (event.pointerId === this.wait?.pointer) this.forget();
    else if (this.holds(event)) this.abort();
  }

  onContextMenu(event) {
    const columnElement = event.target.closest("[data-column]");
    if (this.drag || this.wait?.touch) return event.preventDefault();
    if (!columnElement || event.target.closest("[data-booking], [data-solid], a") || this.container.dataset.readonly !== undefined) return;
    event.preventDefault();
    const column = new Column(columnElement);
    this.tell("Block", column.key, clamp(Math.floor(column.minuteAt(event.clientY) / QUARTER) * QUARTER, column.first, column.last - QUARTER), HOUR);
  }

  forget() {
    clearTimeout(this.wait?.timer);
    this.wait = null;
  }

  // The click that ends a drag is no click.
  skipClick() {
    this.skipping = true;
    setTimeout(() => { this.skipping = false; }, 0);
  }

  onClick(event) {
    if (!this.skipping) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ---- keyboard ------------------------------------------------------------------------------------------------------

  onGridKey(event) {
    if (this.drag || event.altKey || event.ctrlKey || event.metaKey) return;
    const block = event.target.closest("[data-booking]");
    if (!block) return;
    if (event.key === "m" && block.dataset.can?.includes("move")) {
      this.consume(event);
      this.lift(block.dataset.booking);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.consume(event);
      this.neighbour(block, event.key === "ArrowDown" ? 1 : -1)?.focus();
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      // Beyond the last one the key turns the page, as everywhere else on it.
      const beside = this.beside(block, event.key === "ArrowRight" ? 1 : -1);
      if (!beside) return;
      this.consume(event);
      beside.focus();
    }
  }

  neighbour(block, step) {
    const blocks = [...block.closest("[data-column]").querySelectorAll("[data-booking]")].sort((one, other) => one.dataset.start - other.dataset.start);
    return blocks[blocks.indexOf(block) + step];
  }

  /** The booking nearest in time of the next column that has any. */
  beside(block, step) {
    const columns = [...this.container.querySelectorAll("[data-column]")];
    const away = (other) => Math.abs(other.dataset.start - block.dataset.start);
    for (let at = columns.indexOf(block.closest("[data-column]")) + step; columns[at]; at += step) {
      const nearest = [...columns[at].querySelectorAll("[data-booking]")].sort((one, other) => away(one) - away(other))[0];
      if (nearest) return nearest;
    }
    return undefined;
  }

  /** Takes a booking up with the keyboard. */
  lift(id) {
    const block = this.block(id);
    const key = block?.closest("[data-column]")?.dataset.column;
    if (!block || !key || !block.dataset.can?.includes("move") || this.drag) return false;
    this.hidePreview();
    const start = Number(block.dataset.start);
    const length = Number(block.dataset.length);
    this.drag = {
      kind: "keys", id, column: key, start, length, was: { column: key, start, length }, label: block.dataset.name || "",
      canResize: block.dataset.can.includes("resize"), from: key,
    };
    this.follow();
    const stretching = this.drag.canResize ? " Shift and arrows change the length," : "";
    announce(`Moving ${this.drag.label}. Arrows move by 15 minutes or to the next column,${stretching} Enter drops, Escape leaves it.`);
    return true;
  }

  onKey(event) {
    const drag = this.drag;
    if (!drag || drag.isSaving) {
      if (event.key === "Escape") this.hidePreview();
      return;
    }
    if (event.key === "Escape") {
      this.consume(event);
      this.skipClick();
      this.abort();
      announce("Left where it was.");
      return;
    }
    if (drag.kind !== "keys") return;
    const step = { ArrowUp: -QUARTER, ArrowDown: QUARTER, PageUp: -HOUR, PageDown: HOUR }[event.key];
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Tab") return this.abort();
    this.consume(event);
    if (event.key === "Enter" || event.key === " ") return this.drop();
    const columns = this.columns();
    const at = columns.findIndex((column) => column.key === drag.column);
    if (at < 0) return this.abort();
    const { first, last } = columns[at];
    if (step && event.shiftKey) {
      if (!drag.canResize) return announce("Its length can't be changed.");
      drag.length = clamp(snap(drag.start + drag.length + step) - drag.start, QUARTER, last - drag.start);
    } else if (step) drag.start = clamp(snap(drag.start + step), first, last - QUARTER);
    else if (side) drag.column = columns[clamp(at + side, 0, columns.length - 1)].key;
    else return;
    this.draw();
    this.reveal();
    announce(this.said());
  }

  said() {
    const { start, length, column } = this.drag;
    return `${this.column(column)?.name ?? ""} ${clock(start)} to ${clock(start + length)}`;
  }

  reveal() {
    const column = this.column(this.drag.column);
    if (!column) return;
    const frame = this.frame();
    const top = column.topOf(this.drag.start);
    const bottom = column.topOf(this.drag.start + this.drag.length);
    if (top < frame.top + 8) this.container.scrollTop -= frame.top + 8 - top;
    else if (bottom > frame.bottom - 8) this.container.scrollTop += Math.min(bottom - frame.bottom + 8, top - frame.top - 8);
    if (column.box.left < frame.left) this.container.scrollLeft -= frame.left - column.box.left;
    else if (column.box.right > frame.right) this.container.scrollLeft += column.box.right - frame.right;
  }

  consume(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  // ---- while it lasts ------------------------------------------------------------------------------------------------

  /** Runs with the frames: scrolls near the edges and keeps the ghost where it belongs, whatever the server draws meanwhile. */
  follow() {
    const drag = this.drag;
    if (!drag) return;
    if (drag.id !== null && !drag.isSaving) {
      const block = this.block(drag.id);
      if (!block || !block.dataset.can?.includes("move")) {
        this.abort();
        announce("This booking was changed meanwhile.");
        return;
      }
      this.mark(block);
    }
    if (drag.pointer !== undefined && !drag.isSaving && this.scrollAtEdges(drag)) this.reckon();
    this.draw();
    this.frameRequest = requestAnimationFrame(() => this.follow());
  }

  mark(block) {
    if (block.hasAttribute("data-dragged")) return;
    for (const other of this.container.querySelectorAll("[data-dragged]")) other.removeAttribute("data-dragged");
    block.setAttribute("data-dragged", "");
  }

  scrollAtEdges({ x, y, kind }) {
    const frame = this.frame();
    const speed = (near, far) => near < EDGE ? -FASTEST * (1 - Math.max(0, near) / EDGE) : far < EDGE ? FASTEST * (1 - Math.max(0, far) / EDGE) : 0;
    const { scrollTop, scrollLeft } = this.container;
    this.container.scrollTop += speed(y - frame.top, frame.bottom - y);
    if (kind === "move") this.container.scrollLeft += speed(x - frame.left, frame.right - x);
    return scrollTop !== this.container.scrollTop || scrollLeft !== this.container.scrollLeft;
  }

  draw() {
    const drag = this.drag;
    const column = this.column(drag.column);
    if (!column) return;
    const frame = this.frame();
    const layer = this.layer ??= this.makeLayer();
    Object.assign(layer.style, { left: frame.left + "px", top: frame.top + "px", width: frame.right - frame.left + "px", height: frame.bottom - frame.top + "px" });
    const ghost = layer.firstChild;
    const height = Math.max(drag.length * column.scale - 2, 16);
    Object.assign(ghost.style, {
      left: column.box.left + 3 - frame.left + "px", width: column.box.width - 12 + "px",
      top: column.topOf(drag.start) + 1 - frame.top + "px", height: height + "px",
    });
    ghost.className = "drag-ghost" + (height < 38 ? " short" : "") + (drag.isSaving ? " saving" : "");
    const when = `${clock(drag.start)}–${clock(drag.start + drag.length)}`;
    if (ghost.dataset.text !== drag.label + when) {
      ghost.dataset.text = drag.label + when;
      const name = document.createElement("b");
      name.textContent = drag.label;
      const time = document.createElement("span");
      time.textContent = when;
      ghost.replaceChildren(name, time);
    }
  }

  makeLayer() {
    const layer = document.createElement("div");
    layer.className = "drag-layer";
    layer.setAttribute("aria-hidden", "true");
    layer.append(document.createElement("div"));
    document.body.append(layer);
    return layer;
  }

  async drop() {
    const drag = this.drag;
    const { id, column, start, length, was } = drag;
    if (column === was.column && start === was.start && length === was.length) {
      this.abort();
      return;
    }
    drag.isSaving = true;
    delete document.documentElement.dataset.dragging;
    const done = await this.tell("Place", id, column, start, length);
    if (this.drag !== drag) return;
    if (done) {
      this.end();
      this.settle(id);
    } else this.springBack(drag);
  }

  settle(id) {
    const block = this.block(id);
    if (focusIsLost()) block?.focus({ preventScroll: true });
    if (!block || reduced()) return;
    block.classList.add("settled");
    block.addEventListener("animationend", () => block.classList.remove("settled"), { once: true });
  }

  springBack(drag) {
    const column = this.column(drag.was.column);
    const ghost = this.layer?.firstChild;
    cancelAnimationFrame(this.frameRequest);
    if (column && ghost && !reduced()) {
      const frame = this.frame();
      ghost.classList.add("returning");
      Object.assign(ghost.style, {
        left: column.box.left + 3 - frame.left + "px", width: column.box.width - 12 + "px",
        top: column.topOf(drag.was.start) + 1 - frame.top + "px", height: drag.was.length * column.scale - 2 + "px",
      });
      setTimeout(() => { if (this.drag === drag) this.end(); }, 170);
    } else this.end();
    if (focusIsLost()) this.block(drag.id)?.focus({ preventScroll: true });
  }

  abort() {
    this.forget();
    if (!this.drag || this.drag.isSaving) return;
    this.end();
  }

  end() {
    cancelAnimationFrame(this.frameRequest);
    delete document.documentElement.dataset.dragging;
    const { pointer } = this.drag;
    if (pointer !== undefined && this.container.hasPointerCapture?.(pointer)) this.container.releasePointerCapture(pointer);
    this.drag = null;
    for (const block of this.container.querySelectorAll("[data-dragged]")) block.removeAttribute("data-dragged");
    this.layer?.remove();
    this.layer = null;
  }

  /** A connection that is gone answers nothing: then nothing was done. */
  async tell(method, ...what) {
    try { return await this.page.invokeMethodAsync(method, ...what); } catch { return false; }
  }

  // ---- preview -------------------------------------------------------------------------------------------------------

  onScroll() {
    this.hidePreview();
    // The keyboard went to what first had to be brought into sight.
    if (!this.drag) this.previewSoon(this.focused());
    if (this.wait && !this.wait.touch) this.forget();
  }

  onOver(event) {
    const block = event.pointerType === "mouse" && !this.drag && event.buttons === 0 ? event.target.closest("[data-booking]") : null;
    const id = block?.dataset.booking ?? null;
    if (id === this.previewOf) return;
    this.hidePreview();
    this.previewSoon(id);
  }

  onFocus() {
    this.hidePreview();
    if (!this.drag) this.previewSoon(this.focused());
  }

  /** The booking that the keyboard is on. */
  focused() { return this.container.querySelector("[data-booking]:focus-visible")?.dataset.booking ?? null; }

  previewSoon(id) {
    if (id === null) return;
    this.previewOf = id;
    this.previewTimer = setTimeout(() => this.showPreview(id), PREVIEW_AFTER);
  }

  showPreview(id) {
    const block = this.block(id);
    if (!block || this.drag) return;
    const { name, when, about, status, people, note } = block.dataset;
    const card = document.createElement("div");
    card.className = "hover-card";
    card.setAttribute("aria-hidden", "true");
    const add = (tag, text, className) => {
      if (!text) return;
      const line = document.createElement(tag);
      line.textContent = text;
      if (className) line.className = className;
      card.append(line);
    };
    add("b", name);
    add("span", when);
    add("span", about);
    add("span", status);
    add("span", people, "hover-note");
    add("span", note, "hover-note");
    document.body.append(card);
    const box = block.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const right = box.right + 8 + size.width < innerWidth;
    card.style.left = Math.max(8, right ? box.right + 8 : box.left - size.width - 8) + "px";
    card.style.top = clamp(box.top, 8, innerHeight - size.height - 8) + "px";
    this.preview = card;
  }

  hidePreview() {
    clearTimeout(this.previewTimer);
    this.previewOf = null;
    this.preview?.remove();
    this.preview = null;
  }
}

/**
 * A month under the hand: a booking is taken to another day ([data-day], [data-day-name]) and keeps its time, by mouse, pen, a finger that
 * rests, or keyboard. As in the grid nothing here keeps an element. Place(booking, day) is told to the page.
 */
class Month {
  constructor(container, page) {
    this.container = container;
    this.page = page;
    this.ending = new AbortController();
    const on = (target, name, handler, options = {}) => target.addEventListener(name, handler.bind(this), { signal: this.ending.signal, ...options });
    on(container, "pointerdown", this.onDown);
    on(window, "pointermove", this.onMove);
    on(window, "pointerup", this.onUp);
    on(window, "pointercancel", this.abort);
    on(window, "blur", this.abort);
    on(window, "keydown", this.onKey, { capture: true });
    on(container, "keydown", this.onEntryKey);
    on(container, "click", this.onClick, { capture: true });
    on(container, "dragstart", (event) => event.preventDefault());
    on(container, "touchmove", (event) => { if (this.drag) event.preventDefault(); }, { passive: false });
    container.dataset.hand = "ready";
  }

  dispose() {
    this.abort();
    this.ending.abort();
  }

  entry(id) { return this.container.querySelector(`[data-booking="${CSS.escape(id)}"]`); }

  days() { return [...this.container.querySelectorAll("[data-day]")]; }

  dayAt(x, y) { return document.elementsFromPoint(x, y).map((element) => element.closest("[data-day]")).find((day) => day && this.container.contains(day)); }

  onDown(event) {
    const entry = event.target.closest("[data-can~=move]");
    if (event.button !== 0 || !event.isPrimary || this.drag || !entry) return;
    const touch = event.pointerType === "touch";
    this.wait = {
      id: entry.dataset.booking, pointer: event.pointerId, touch, x: event.clientX, y: event.clientY,
      timer: touch ? setTimeout(() => this.begin(), LONG_PRESS) : 0,
    };
  }

  begin() {
    const { id, pointer, x, y } = this.wait;
    this.forget();
    if (this.take(id, pointer)) this.follow(x, y);
  }

  /** Takes a booking up; false where it is not there any more. */
  take(id, pointer) {
    const entry = this.entry(id);
    const day = entry?.closest("[data-day]")?.dataset.day;
    if (!day) return false;
    entry.setAttribute("data-dragged", "");
    this.drag = { id, pointer, from: day, day, label: entry.dataset.name, time: entry.dataset.time };
    if (pointer !== undefined) document.documentElement.dataset.dragging = "move";
    this.mark();
    return true;
  }

  follow(x, y) {
    const drag = this.drag;
    drag.day = this.dayAt(x, y)?.dataset.day ?? drag.from;
    this.mark();
    this.layer ??= this.makeLayer();
    Object.assign(this.layer.firstChild.style, { left: x + 10 + "px", top: y + 10 + "px" });
  }

  makeLayer() {
    const layer = document.createElement("div");
    layer.className = "drag-layer month";
    layer.setAttribute("aria-hidden", "true");
    const ghost = document.createElement("div");
    ghost.className = "drag-ghost short";
    for (const [tag, text] of [["b", this.drag.label], ["span", this.drag.time]]) {
      const line = document.createElement(tag);
      line.textContent = text;
      ghost.append(line);
    }
    layer.append(ghost);
    document.body.append(layer);
    return layer;
  }

  mark() {
    for (const day of this.days()) day.toggleAttribute("data-drop", day.dataset.day === this.drag?.day && this.drag.day !== this.drag.from);
  }

  onMove(event) {
    if (this.wait?.pointer === event.pointerId) {
      const slipped = Math.hypot(event.clientX - this.wait.x, event.clientY - this.wait.y);
      if (this.wait.touch) {
        if (slipped > TOUCH_SLIP) this.forget();
        return;
      }
      if (slipped < CLICK_SLIP) return;
      this.begin();
    }
    if (this.drag && !this.drag.isSaving && this.drag.pointer === event.pointerId) this.follow(event.clientX, event.clientY);
  }

  onUp(event) {
    this.forget();
    if (!this.drag || this.drag.isSaving || this.drag.pointer !== event.pointerId) return;
    this.skipping = true;
    setTimeout(() => { this.skipping = false; }, 0);
    this.drop();
  }

  onClick(event) {
    if (!this.skipping) return;
    event.preventDefault();
    event.stopPropagation();
  }

  onEntryKey(event) {
    const entry = event.target.closest("[data-can~=move]");
    if (event.key !== "m" || event.altKey || event.ctrlKey || event.metaKey || !entry || this.drag) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.take(entry.dataset.booking)) {
      announce(`Moving ${this.drag.label}. Arrows move by a day or a week, Enter drops, Escape leaves it.`);
    }
  }

  onKey(event) {
    const drag = this.drag;
    if (!drag || drag.isSaving) return;
    if (event.key === "Tab") return this.abort();
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      this.abort();
      announce("Left where it was.");
    } else if ((event.key === "Enter" || event.key === " ") && drag.pointer === undefined) {
      this.drop();
    } else if (step && drag.pointer === undefined) {
      const days = this.days();
      const at = days.findIndex((day) => day.dataset.day === drag.day);
      const next = days[at + step];
      if (!next) return;
      drag.day = next.dataset.day;
      this.mark();
      next.scrollIntoView({ block: "nearest" });
      announce(`${next.dataset.dayName}, ${drag.time}`);
    }
  }

  async drop() {
    const drag = this.drag;
    if (drag.day === drag.from) return this.abort();
    drag.isSaving = true;
    delete document.documentElement.dataset.dragging;
    try { await this.page.invokeMethodAsync("Place", drag.id, drag.day); } catch { /* The connection is gone: then nothing was done. */ }
    this.end();
    if (focusIsLost()) this.entry(drag.id)?.focus({ preventScroll: true });
  }

  forget() {
    clearTimeout(this.wait?.timer);
    this.wait = null;
  }

  abort() {
    this.forget();
    if (this.drag && !this.drag.isSaving) this.end();
  }

  end() {
    delete document.documentElement.dataset.dragging;
    this.drag = null;
    this.mark();
    for (const entry of this.container.querySelectorAll("[data-dragged]")) entry.removeAttribute("data-dragged");
    this.layer?.remove();
    this.layer = null;
  }
}

// After the server drew the block anew elsewhere, the focus has fallen to the page.
const focusIsLost = () => !document.activeElement || document.activeElement === document.body;

/** Takes charge of a grid; the page is a DotNet object with Place, Choose and Block. */
export function attach(container, page) {
  const grid = new Grid(container, page);
  return { dispose: () => grid.dispose(), lift: (id) => grid.lift(id), show: () => grid.showHours() };
}

/** Takes charge of a month; the page is a DotNet object with Place. */
export function attachMonth(container, page) {
  const month = new Month(container, page);
  return { dispose: () => month.dispose() };
}

/** Opens a modal dialog; a click beside it or Escape closes it by its button [data-dismiss]. */
export function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  const dismiss = () => dialog.querySelector("[data-dismiss]")?.click();
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); dismiss(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dismiss(); });
  dialog.showModal();
  dialog.querySelector("[autofocus], [data-first-field]")?.focus();
}
