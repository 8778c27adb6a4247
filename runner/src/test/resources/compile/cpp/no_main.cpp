#include <iostream>
int mian() { std::cout << "hello\n"; }
