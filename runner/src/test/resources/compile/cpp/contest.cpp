// The whole library, and some of it used.
#include <bits/stdc++.h>
using namespace std;
#define int long long
signed main() {
    map<string, vector<int>> seen{{"b", {3, 1, 2}}, {"a", {1LL << 40}}};
    for (auto& [name, all] : seen) {
        sort(all.begin(), all.end());
        cout << name << ' ' << accumulate(all.begin(), all.end(), 0LL) << '\n';
    }
    cout << format("{:>4} {:#x}\n", "end", seen["a"].front());
}
