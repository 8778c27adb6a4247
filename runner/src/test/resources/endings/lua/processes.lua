local children = {}
while true do
  local child = io.popen("exec sleep 60")
  if not child then
    os.exit(1)
  end
  children[#children + 1] = child
end
