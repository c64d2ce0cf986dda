// A board to draw a digit on, by mouse, touch, pen or keys, and the picture that a network is asked about.

import { announce } from "../dom.js";

const LINE = 20;
const KEY_STEP = 10;

/** Of MNIST's 28×28 pixels, a digit has 20×20; its centre of mass is in the middle. */
const DIGIT_SHARE = 20 / 28;

export class Sketch {
  #canvas;
  #pen;
  #context;
  #onDrawn;
  #at = null; // where the line goes on
  #key = { x: 0, y: 0, isDown: false };

  /** `onDrawn` is called when a line ends, and when all is cleared. */
  constructor(canvas, pen, onDrawn) {
    this.#canvas = canvas;
    this.#pen = pen;
    this.#onDrawn = onDrawn;
    this.#context = canvas.getContext("2d", { willReadFrequently: true });
    // A second finger draws nothing.
    const byFirst = (action) => (event) => event.isPrimary && action(event);
    canvas.addEventListener("pointerdown", byFirst((event) => this.#begin(event)));
    canvas.addEventListener("pointermove", byFirst((event) => this.#move(event)));
    canvas.addEventListener("pointerup", byFirst(() => this.#end()));
    canvas.addEventListener("pointercancel", byFirst(() => this.#end()));
    canvas.addEventListener("keydown", (event) => this.#press(event));
    canvas.addEventListener("blur", () => this.#lift());
    this.#wipe();
  }

  /** Takes away what is drawn. */
  clear() {
    this.#wipe();
    this.#onDrawn();
  }

  /** What is drawn, as a picture of that size, placed as MNIST's digits are; null if nothing is. */
  picture(height, width) {
    const ink = this.#ink();
    if (ink === null) {
      return null;
    }
    const { left, top, right, bottom, x, y } = ink;
    const scale = (DIGIT_SHARE * Math.min(height, width)) / Math.max(right - left, bottom - top);
    const within = (from, size, all) => Math.min(Math.max(0, from), Math.max(0, all - size));
    const size = { x: (right - left) * scale, y: (bottom - top) * scale };
    const picture = Object.assign(document.createElement("canvas"), { width, height });
    const context = picture.getContext("2d");
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = "high";
    context.drawImage(
      this.#canvas,
      ...[left, top, right - left, bottom - top],
      within(width / 2 - (x - left) * scale, size.x, width),
      within(height / 2 - (y - top) * scale, size.y, height),
      ...[size.x, size.y],
    );
    return picture;
  }

  #wipe() {
    this.#context.fillStyle = "#000";
    this.#context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#at = null;
    this.#key = { x: this.#canvas.width / 2, y: this.#canvas.height / 4, isDown: false };
    this.#showPen();
  }

  // The box around what is drawn, and its centre of mass.
  #ink() {
    const { width, height } = this.#canvas;
    const { data } = this.#context.getImageData(0, 0, width, height);
    const box = { left: width, top: height, right: 0, bottom: 0 };
    const sum = { mass: 0, x: 0, y: 0 };
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const mass = data[4 * (y * width + x)];
        if (mass > 0) {
          box.left = Math.min(box.left, x);
          box.top = Math.min(box.top, y);
          box.right = Math.max(box.right, x + 1);
          box.bottom = Math.max(box.bottom, y + 1);
          sum.mass += mass;
          sum.x += mass * (x + 0.5);
          sum.y += mass * (y + 0.5);
        }
      }
    }
    return sum.mass === 0 ? null : { ...box, x: sum.x / sum.mass, y: sum.y / sum.mass };
  }

  #begin(event) {
    if (event.button === 0) {
      this.#lift();
      this.#canvas.setPointerCapture(event.pointerId);
      this.#at = this.#place(event);
      this.#line(this.#at);
    }
  }

  #move(event) {
    if (this.#at !== null && !this.#key.isDown) {
      const all = event.getCoalescedEvents?.() ?? [];
      (all.length > 0 ? all : [event]).forEach((each) => this.#line(this.#place(each)));
    }
  }

  #end() {
    if (this.#at !== null) {
      this.#at = null;
      this.#onDrawn();
    }
  }

  #place(event) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - left) * this.#canvas.width) / width,
      y: ((event.clientY - top) * this.#canvas.height) / height,
    };
  }

  #line(to) {
    const context = this.#context;
    context.strokeStyle = "#fff";
    context.lineWidth = LINE;
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(this.#at.x, this.#at.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    this.#at = to;
  }

  #press(event) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (steps[event.key]) {
      this.#step(...steps[event.key]);
    } else if (event.key === " ") {
      this.#key.isDown ? this.#lift() : this.#set();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.clear();
      announce("Cleared");
    } else {
      return;
    }
    event.preventDefault();
  }

  #step(x, y) {
    const { width, height } = this.#canvas;
    this.#key.x = Math.min(width - LINE / 2, Math.max(LINE / 2, this.#key.x + x * KEY_STEP));
    this.#key.y = Math.min(height - LINE / 2, Math.max(LINE / 2, this.#key.y + y * KEY_STEP));
    if (this.#key.isDown) {
      this.#line({ x: this.#key.x, y: this.#key.y });
    }
    this.#showPen();
  }

  #set() {
    this.#key.isDown = true;
    this.#at = { x: this.#key.x, y: this.#key.y };
    this.#line(this.#at);
    this.#showPen();
    announce("Pen down");
  }

  #lift() {
    if (this.#key.isDown) {
      this.#key.isDown = false;
      this.#showPen();
      announce("Pen up");
      this.#end();
    }
  }

  #showPen() {
    this.#pen.style.left = `${(100 * this.#key.x) / this.#canvas.width}%`;
    this.#pen.style.top = `${(100 * this.#key.y) / this.#canvas.height}%`;
    this.#pen.classList.toggle("down", this.#key.isDown);
  }
}
