#include <iostream>
#include <format>
#include <locale>
#include <print>
struct Grouped : std::numpunct<char> {
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};
int main() {
    std::locale grouped(std::locale::classic(), new Grouped);
    std::print("{:08.3f} {}\n", 3.14159, "Grüße");
    std::println(stderr, "{:^7}|", true);
    std::println(std::cout, "{}", std::format(grouped, "{:L}", 1234567));
    std::vprint_nonunicode(stdout, "{0}{0}\n", std::make_format_args("语"));
    std::vprint_nonunicode(std::cout, "{}\n", std::make_format_args("x"));
    std::cout << std::format(L"{:d}", L'A').size() << std::format(std::locale(), L"{}", 12).size() << '\n';
    try {
        std::vformat("{:d}", std::make_format_args("text"));
    } catch (const std::format_error& e) {
        std::cout << e.what() << '\n';
    }
}
