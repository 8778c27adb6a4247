// carrel-expect: time-limit
// carrel-needs: cgroup
// carrel-compile-limits: cpu=2s wall=8s memory=1GB
// carrel-why: the compiler interprets constant expressions; each of these stays below its own bound, and there are a thousand.
template <int Seed>
constexpr unsigned mixed() {
    unsigned value = Seed;
    for (int outer = 0; outer < 1500; outer++)
        for (int inner = 0; inner < 1500; inner++) value = value * 1664525u + 1013904223u;
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
