export interface Shape { side: number }
export const enum Kind { Square = 4 }
export const area = (shape: Shape): number => shape.side ** 2 * (Kind.Square / 4);
