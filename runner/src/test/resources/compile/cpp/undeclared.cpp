#include <iostream>
int main() {
    int total = 1;
    std::cout << totl << std::endl
    return 0;
}
