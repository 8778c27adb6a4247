#include <bits/stdc++.h>

int main(int argc, char **) {
    std::ifstream raw;
    raw.rdbuf()->pubsetbuf(nullptr, 0);
    raw.open("/dev/stdin");
    std::string first;
    std::getline(raw, first);
    std::vector<int> numbers{std::istream_iterator<int>(std::cin), {}};
    std::ofstream log("/dev/stderr");
    if (!(log << "étape: done" << std::endl)) return 1;
    std::println("Grüße, {}", first);
    std::cout << "语言 ⚡ " << std::accumulate(numbers.begin(), numbers.end(), 0) << ' ' << std::gcd(12, 18) << ' '
              << argc << std::endl;
}
