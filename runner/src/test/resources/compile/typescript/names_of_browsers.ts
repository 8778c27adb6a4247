const name = "Ada";
const status = 3, length = 2;
console.log(name, status, length);
document.title = name;
