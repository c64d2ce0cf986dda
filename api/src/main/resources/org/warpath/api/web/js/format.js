// Numbers and times as people read them.

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

/** 15,546 */
export const count = (n) => whole.format(n);

/** `1 link`, `2 links` */
export const counted = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** Four digits, with a power of ten where that is shorter; null is what JSON has for infinity. */
export function number(x) {
  if (x === null || x === undefined) {
    return "∞";
  }
  const size = Math.abs(x);
  return size !== 0 && (size < 1e-4 || size >= 1e9) ? x.toExponential(2) : short.format(x);
}

/** 3.2 MiB */
export function bytes(n) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, n)) / 10));
  const value = n / 1024 ** power;
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${units[power]}`;
}

/** 12 ms */
export function seconds(s) {
  if (s < 0.001) {
    return `${Math.round(s * 1e6)} µs`;
  }
  if (s < 1) {
    return `${number(Number((s * 1000).toPrecision(3)))} ms`;
  }
  return s < 120 ? `${s.toFixed(1)} s` : `${Math.round(s / 60)} min`;
}

/** A moment, in the reader's own time. */
export const moment = (iso) =>
  new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A vertex as requests and addresses name it: its name, or # and its number. */
export function reference(vertex) {
  const { name } = vertex;
  return name === undefined || /^#\d+$/.test(name) ? `#${vertex.vertex}` : name;
}
