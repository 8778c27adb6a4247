// The functions that the compiled headers only declare, for char.
#include <format>
#include <ostream>
#include <print>

namespace {
using Text = std::string_view;
using Arguments = std::format_args;

[[gnu::used]] std::string (*const format)(Text, Arguments) = &std::vformat;
[[gnu::used]] std::string (*const local)(const std::locale&, Text, Arguments) = &std::vformat;
[[gnu::used]] void (*const stream)(std::ostream&, Text, Arguments) = &std::vprint_unicode;
[[gnu::used]] void (*const plain_stream)(std::ostream&, Text, Arguments) = &std::vprint_nonunicode;
[[gnu::used]] void (*const file)(FILE*, Text, Arguments) = &std::vprint_unicode;
[[gnu::used]] void (*const plain_file)(FILE*, Text, Arguments) = &std::vprint_nonunicode;
}  // namespace
