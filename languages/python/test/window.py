import turtle

turtle.forward(100)
turtle.done()
