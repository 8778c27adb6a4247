#include <iostream>

int main() {
    int total = 1;
    std::cout << totl << '\n';
    return total;
}
