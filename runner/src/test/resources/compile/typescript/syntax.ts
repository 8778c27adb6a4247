const a = ;
function (
