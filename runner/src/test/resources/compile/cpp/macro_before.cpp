#define _GLIBCXX_ASSERTIONS
#include <iostream>
#include <vector>
int main() {
    std::vector<int> empty;
    std::cout << "before\n" << empty[0];
}
