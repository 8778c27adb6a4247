#include <iostream>
int main() {
    int unused = 1;
    for (unsigned i = 0; i < -1 && i < 2; i++) std::cout << i << '\n';
    if (int x = 3) std::cout << "an = too few\n";
}
