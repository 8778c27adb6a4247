struct Square { int side; };
int area(Square square);
