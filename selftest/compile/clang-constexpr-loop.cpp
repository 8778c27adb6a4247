// carrel-expect: time-limit
// carrel-version: clang-19
// carrel-compile-limits: cpu=2s wall=8s memory=1GB
// carrel-why: clang counts the steps of each constant expression, and there are eight hundred just below its bound.
template <int Seed>
constexpr unsigned mixed() {
    unsigned value = Seed;
    for (int turn = 0; turn < 200000; turn++) value = value * 1664525u + 1013904223u;
    return value;
}
template <int Seed>
struct Sum {
    static constexpr unsigned value = mixed<Seed>() + Sum<Seed - 1>::value;
};
template <>
struct Sum<0> {
    static constexpr unsigned value = 0;
};

int main() {
    return static_cast<int>(Sum<800>::value & 1);
}
