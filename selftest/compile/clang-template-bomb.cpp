// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-version: clang-19
// carrel-compile-limits: cpu=60s wall=60s memory=256MB
// carrel-why: two types that make two each are a hundred million, in clang as in gcc.
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
