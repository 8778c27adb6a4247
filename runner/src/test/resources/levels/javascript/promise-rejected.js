Promise.reject(new TypeError("nobody took it"));
