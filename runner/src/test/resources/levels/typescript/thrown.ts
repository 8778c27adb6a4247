interface Far { to: number }
function inner(far: Far): never {
  throw new RangeError("too far " + far.to);
}
inner({ to: 1 });
