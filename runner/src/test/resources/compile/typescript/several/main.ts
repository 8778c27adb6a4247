import { Shape, area } from "./shape.js";
import type { Named } from "./named.js";
const square: Shape & Named = { side: 2, name: "square" };
console.log(square.name, area(square));
