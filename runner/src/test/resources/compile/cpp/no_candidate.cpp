#include <iostream>
struct Point { int x, y; };
int main() { std::cout << Point{1, 2} << '\n'; }
