// Not the first header: it is read first all the same.

#include <algorithm>
#include<cassert>
#include <functional>
#include <iostream>
#include <vector>
int main() {
    std::vector<int> all{3, 1, 2};
    std::sort(all.begin(), all.end(), std::greater<>());
    assert(all.front() == 3);
    for (int one : all) std::cout << one << ' ';
    assert(all.empty());
}
