#include <iostream>

int main() {
    std::map<int, int> seen;
    std::deque<int> waiting;
    std::cout << seen[1] << sqrtt(2) << '\n';
}
