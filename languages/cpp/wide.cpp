// The functions that the compiled headers only declare, for wchar_t.
#include <format>

namespace {
using Text = std::wstring_view;
using Arguments = std::wformat_args;

[[gnu::used]] std::wstring (*const format)(Text, Arguments) = &std::vformat;
[[gnu::used]] std::wstring (*const local)(const std::locale&, Text, Arguments) = &std::vformat;
}  // namespace
