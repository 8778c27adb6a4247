// carrel-expect: time-limit
// carrel-compile-limits: cpu=1s wall=60s memory=512MB
// carrel-why: templates compute at compile time, and two that make two each make a hundred million types.
template <int Depth, int Place>
struct Tree {
    Tree<Depth - 1, Place * 2> left;
    Tree<Depth - 1, Place * 2 + 1> right;
};
template <int Place>
struct Tree<0, Place> {
    int leaf;
};

int main() {
    return static_cast<int>(sizeof(Tree<26, 1>) & 1);
}
