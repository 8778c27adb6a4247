/**
 * The pictures of children's passwords, drawn by us: every device shows the same ones, and their shapes alone tell them
 * apart. Paths on a field of 32 by 32: what is drawn with a pen, and what is filled.
 */
export interface Drawing {
  line: string
  solid: string
}

export const FIELD = 32

const ring = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`

/** As many rays as that, from one distance of the middle to the other. */
function rays(x: number, y: number, near: number, far: number, n: number): string {
  const corners = Array.from({ length: 2 * n }, (_, i) => {
    const r = i % 2 === 0 ? far : near
    const turn = (Math.PI * i) / n
    return `${(x + r * Math.sin(turn)).toFixed(1)} ${(y - r * Math.cos(turn)).toFixed(1)}`
  })
  return `M${corners.join('L')}z`
}

const eyes = (left: number, right: number, y: number): string => ring(left, y, 1.4) + ring(right, y, 1.4)

const drawn = (line: string, solid = ''): Drawing => ({ line, solid })

const DRAWINGS: Record<string, Drawing> = {
  apple: drawn('M16 11c-3-3-10-2-10 5 0 6 5 12 10 11 5 1 10-5 10-11 0-7-7-8-10-5zM16 11c0-4 1-6 5-8'),
  banana: drawn('M7 5c-3 11 5 22 19 20 2 0 2-3 0-3-9 0-15-6-15-17zM7 5h4'),
  bear: drawn(
    `${ring(16, 18, 10)}M8 11a4 4 0 1 1 4-5M20 6a4 4 0 1 1 4 5M12 23c2 2 6 2 8 0`,
    eyes(12, 20, 16) + ring(16, 20, 2),
  ),
  bee: drawn(
    'M5 20a11 7 0 1 0 22 0a11 7 0 1 0-22 0M13 14v12M18 13v14M23 15v10M14 13c-6-9 3-11 4-1M18 12c2-9 10-6 5 2',
    ring(9, 19, 1.4),
  ),
  bell: drawn('M6 24c5-4 1-16 10-16s5 12 10 16zM16 8V4', ring(16, 27, 2)),
  bicycle: drawn(`${ring(8, 21, 6)}${ring(24, 21, 6)}M8 21l5-9h8l3 9M13 12l4 9H8M17 21l4-9M10 11h5M21 12l-1-5h4`),
  boat: drawn('M3 21h26l-5 7H8zM16 21V3L5 17h11M16 7l9 10h-9'),
  book: drawn('M16 9c-3-3-8-3-12-2v18c4-1 9-1 12 2 3-3 8-3 12-2V7c-4-1-9-1-12 2zM16 9v18'),
  bread: drawn('M7 15c-6-5 1-9 9-9s15 4 9 9v11H7zM12 13v5M16 13v5M20 13v5'),
  butterfly: drawn('M16 9v17M16 13C10 2 1 7 5 15c-4 5 2 13 11 5M16 13c6-11 15-6 11 2 4 5-2 13-11 5M16 9l-3-5M16 9l3-5'),
  cactus: drawn('M13 27V7a3 3 0 0 1 6 0v20M13 20H9a3 3 0 0 1-3-3v-5M19 17h4a3 3 0 0 0 3-3v-4M7 27h18'),
  camel: drawn(
    'M2 11c0-4 5-5 7-2l2 5c1 3 3 3 4 0 1-4 4-4 5 0 1 2 2 2 3 0 2-4 6-2 6 3v11M2 11h4c1 6 2 11 7 11h10M13 22v6M23 22v6',
    ring(6, 8.5, 0.9),
  ),
  carrot: drawn('M21 11c4 4 0 9-5 11L5 28l6-11c2-5 6-10 10-6zM21 11l1-8M21 11l8-2M13 16l3 3M10 21l3 3'),
  cat: drawn(
    'M6 4l6 5h8l6-5v14c0 6-5 9-10 9S6 24 6 18zM1 18l7 1M1 23l7-1M31 18l-7 1M31 23l-7-1',
    `${eyes(12, 20, 16)}M14 20h4l-2 3z`,
  ),
  cheese: drawn(`M3 15L21 6c5 2 8 5 8 9v11H3zM3 15h26${ring(10, 21, 2)}${ring(21, 20, 2)}`, ring(16, 24, 1)),
  cherry: drawn(
    `${ring(9, 23, 5)}${ring(22, 23, 5)}M10 18C11 11 15 7 21 5M21 18c-1-5-1-9 0-13M21 5c3-3 6-3 8 0-3 3-6 3-8 0`,
  ),
  clock: drawn(`${ring(16, 18, 9)}M16 12v6l4 3M4 11l6-6M28 11l-6-6M9 25l-3 4M23 25l3 4`),
  cloud: drawn('M9 24a6 6 0 0 1 0-12 8 8 0 0 1 15-1 6.5 6.5 0 0 1 0 13z'),
  crab: drawn(
    'M7 20c0-9 18-9 18 0 0 9-18 9-18 0zM8 17l-5-4a4 4 0 1 1 5-6M24 17l5-4a4 4 0 1 0-5-6M8 24l-5 3M24 24l5 3M12 26l-2 4M20 26l2 4',
    eyes(13, 19, 18),
  ),
  dog: drawn(
    'M9 8c3-3 11-3 14 0v11c0 5-3 8-7 8s-7-3-7-8zM9 8C4 7 2 14 5 21c3 0 4-4 4-7M23 8c5-1 7 6 4 13-3 0-4-4-4-7M16 22v3',
    `${eyes(13, 19, 14)}M13 18h6l-3 4z`,
  ),
  dolphin: drawn(
    'M9 24c0-7 4-9 11-9 3 1 6 1 9 0-2-2-4-6-9-7C9 7 4 15 5 24l-4 5 6-1 6 1zM14 9c0-3 1-5 4-7 1 2 1 4 1 6',
    ring(22, 12, 1.2),
  ),
  drum: drawn('M5 13v11c0 5 22 5 22 0V13M5 13c0-5 22-5 22 0s-22 5-22 0zM10 16l4 11M22 16l-4 11M13 11L6 3M19 11l7-8'),
  duck: drawn(
    'M21 9a5 5 0 1 0-10 0c0 4 2 5 0 8H2c0 7 5 11 13 11 8 0 13-4 13-11-3 1-7 1-9-1 1-2 2-4 2-7zM21 8l6 1-6 3',
    ring(16, 9, 1.2),
  ),
  egg: drawn('M16 3c5 0 10 9 10 15a10 10 0 0 1-20 0C6 12 11 3 16 3zM6 18l5-3 3 4 4-4 3 4 5-3'),
  elephant: drawn(
    'M10 10C1 5 0 15 3 19c3 3 6 2 7-1M22 10c9-5 10 5 7 9-3 3-6 2-7-1M10 10c2-6 10-6 12 0v8c0 2-1 4-3 4v5c0 3-5 3-5 0v-5c-3 0-4-2-4-4z',
    eyes(13, 19, 14),
  ),
  fish: drawn(
    'M3 9c4 4 4 10 0 14 6-1 7-3 8-4 5 7 14 6 19-3-5-9-14-10-19-3-1-1-2-3-8-4zM18 12c-2 3-2 5 0 8',
    ring(24, 14, 1.3),
  ),
  flower: drawn(
    `${ring(16, 5, 3)}${ring(21.5, 9, 3)}${ring(19.5, 15.5, 3)}${ring(12.5, 15.5, 3)}${ring(10.5, 9, 3)}M16 19v11M16 27c1-5 5-6 9-5-1 5-5 6-9 5M16 29c-1-4-4-5-8-4 1 4 4 5 8 4`,
    ring(16, 11, 2),
  ),
  fox: drawn('M3 4l8 5h10l8-5-2 13-11 11L5 17zM5 17l6 1 5 10M27 17l-6 1-5 10', `${eyes(12, 20, 14)}${ring(16, 26, 2)}`),
  frog: drawn(
    `M6 13c-6 8 0 14 10 14s16-6 10-14M14 11h4M9 20c4 4 10 4 14 0${ring(10, 10, 4)}${ring(22, 10, 4)}`,
    eyes(10, 22, 10),
  ),
  guitar: drawn(
    `M13 15c-2-3-6-1-6 2 0 2-4 2-4 6s3 6 6 6c4 0 4-4 6-4 3 0 5-4 2-6zM15 17L26 6M23 5l4 4M26 2l4 4${ring(10, 22, 2)}`,
  ),
  hat: drawn('M3 25h26M9 25L8 6h16l-1 19M9 20h14'),
  horse: drawn(
    'M10 28c0-6 4-8 3-12-2 3-5 5-8 3-2-2 1-5 2-8 1-4 4-5 7-6l2-4 3 5c5 2 8 7 8 12v10M19 9c3 3 4 8 3 12',
    ring(14, 11, 1.3),
  ),
  house: drawn('M3 16L16 5l13 11M7 13v14h18V13M13 27v-8h6v8'),
  key: drawn(`${ring(10, 10, 6)}M14 14l14 14M21 21l-3 3M25 25l-3 3`),
  kite: drawn('M18 2l9 9-12 10L8 9zM18 2l-3 19M8 9l19 2M15 21c-3 3 3 5 0 9M12 24l6 2'),
  lemon: drawn('M4 21c0-9 9-15 17-12 2-2 5-3 6-2s0 4-2 6c2 9-5 16-14 14-2 2-5 2-6 1s-1-4-1-7zM10 20c0-4 3-7 7-8'),
  lion: drawn(
    `${rays(16, 16, 10, 14, 13)}${ring(16, 16, 7)}M13 20c2 1 4 1 6 0`,
    `${eyes(13.5, 18.5, 14.5)}M14.5 17h3l-1.5 2z`,
  ),
  moon: drawn('M20 4a12 12 0 1 0 8 16A10 10 0 0 1 20 4z'),
  mushroom: drawn(
    `M3 17C3 9 9 4 16 4s13 5 13 13zM12 17c1 4 0 6-1 9 2 3 8 3 10 0-1-3-2-5-1-9${ring(18, 10, 2)}`,
    ring(10, 12, 1.5) + ring(24, 13, 1.5),
  ),
  owl: drawn(
    `M7 5c3 3 15 3 18 0v15c0 5-4 8-9 8s-9-3-9-8zM12 22l2 2 2-2 2 2 2-2${ring(12, 13, 4)}${ring(20, 13, 4)}`,
    `${eyes(12, 20, 13)}M14.5 17h3L16 20z`,
  ),
  penguin: drawn(
    'M16 3c5 0 7 4 7 9v10c0 4-3 6-7 6s-7-2-7-6V12c0-5 2-9 7-9zM9 13l-5 9M23 13l5 9M12 15c-2 7-1 10 4 10s6-3 4-10M11 28l-3 1M21 28l3 1',
    `${eyes(13, 19, 8)}M13.5 11h5L16 15z`,
  ),
  rainbow: drawn('M2 25a14 14 0 0 1 28 0M7 25a9 9 0 0 1 18 0M12 25a4 4 0 0 1 8 0'),
  rocket: drawn(
    `M16 2c5 4 6 10 5 18H11C10 12 11 6 16 2zM11 14l-6 7v5l6-5M21 14l6 7v5l-6-5M13 24l3 6 3-6${ring(16, 11, 2.5)}`,
  ),
  snail: drawn(
    `${ring(13, 17, 8)}M17 18a4 4 0 1 1-4-5 5 5 0 0 1 5 5M6 21c-2 2-3 4-4 6h23c5 0 5-8 4-13M29 14l-3-6M29 14l2-6`,
  ),
  star: drawn(rays(16, 17, 5.5, 14, 5)),
  train: drawn('M8 4h16v18H8zM8 13h16M16 4v9M12 22l-5 7M20 22l5 7M9 26h14', eyes(12, 20, 18)),
  tree: drawn('M16 3c6 0 10 4 8 8 5 2 4 10-3 10H11c-7 0-8-8-3-10-2-4 2-8 8-8zM14 21v8h4v-8M11 29h10'),
  umbrella: drawn(
    'M3 17C3 9 9 4 16 4s13 5 13 13c-2-2-6-2-8 0-2-2-3-2-5 0-2-2-3-2-5 0-2-2-6-2-8 0zM16 17v9a3 3 0 0 1-6 0M16 4V2',
  ),
}

/** Undefined for a picture that the service has and we have not drawn. */
export function drawingOf(id: string): Drawing | undefined {
  return DRAWINGS[id]
}
