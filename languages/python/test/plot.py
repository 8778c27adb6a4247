import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 6, 200)
plt.plot(x, np.sin(x), label="sin")
plt.legend()
plt.show()
plt.figure()
plt.bar(["a", "b"], [1, 2])
plt.title("Grüße")
plt.savefig("saved.png")
plt.show()
print("plotted", np.__version__.split(".")[0] in "12", (np.eye(3) @ np.ones(3)).sum())
