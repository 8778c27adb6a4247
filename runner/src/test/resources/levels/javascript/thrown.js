function inner() {
  throw new RangeError("too far");
}
(() => inner())();
