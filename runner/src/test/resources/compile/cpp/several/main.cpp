#include <iostream>
#include "shape.h"
int main() { std::cout << area(Square{3}) << '\n'; }
