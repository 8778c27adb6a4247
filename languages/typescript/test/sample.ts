import * as fs from "node:fs";

interface Greeting {
    readonly name: string;
}

const raw = fs.openSync("/dev/stdin", "r");
const octets: number[] = [];
const octet = Buffer.alloc(1);
while (fs.readSync(raw, octet, 0, 1, null) === 1 && octet[0] !== 10) octets.push(octet[0]);
const greeting: Greeting = { name: Buffer.from(octets).toString() };

let rest = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (piece: string) => (rest += piece));
process.stdin.on("end", () => {
    const sum = rest.trim().split(/\s+/).map(Number).reduce((a, b) => a + b, 0);
    const place = new Error("here").stack?.match(/\.ts:\d+/)?.[0];
    fs.writeFileSync("/dev/stderr", "étape: done\n");
    console.log(`Grüße, ${greeting.name}`);
    console.log("语言 🟦", sum, process.argv.length - 2, place);
});
