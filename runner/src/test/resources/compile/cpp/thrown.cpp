#include <iostream>
#include <stdexcept>
struct Early {
    Early() { std::cout << "before main\n"; }
} early;
int main() {
    std::cout << __INCLUDE_LEVEL__ << __LINE__ << __FILE__ << std::endl;
    throw std::runtime_error("not caught");
}
