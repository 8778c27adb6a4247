class Shape:
    def __init__(self, side):
        self.side = side


class Square(Shape):
    def area(self):
        return self.side**2


print(Square(3).area())
