import asyncio
async def m(): await asyncio.sleep(0.01); print("x")
asyncio.run(m())
